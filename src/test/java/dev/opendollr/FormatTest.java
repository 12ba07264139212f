package dev.opendollr;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The formatter, as a check. `mvn test -Dtest=FormatTest -Dformat=write` formats instead of complaining.
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void sources_are_formatted() throws IOException {
        boolean write = "write".equals(System.getProperty("format"));
        List<Path> unformatted = new ArrayList<>();
        try (var sources = Files.walk(Path.of("src"));
                var examples = Files.walk(Path.of("examples"))) {
            for (var file : Stream.concat(sources, examples)
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList()) {
                var text = Files.readString(file);
                var formatted = formatted(file, text);
                if (formatted.equals(text)) {
                    continue;
                }
                unformatted.add(file);
                if (write) {
                    Files.writeString(file, formatted);
                }
            }
        }
        if (!write) {
            assertThat(unformatted)
                    .as("run mvn test -Dtest=FormatTest -Dformat=write")
                    .isEmpty();
        }
    }

    private static String formatted(Path file, String text) {
        try {
            return FORMATTER.formatSourceAndFixImports(text);
        } catch (FormatterException unreadable) {
            throw new IllegalStateException("cannot format " + file, unreadable);
        }
    }
}
