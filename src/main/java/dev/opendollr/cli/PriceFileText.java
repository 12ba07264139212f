package dev.opendollr.cli;

import dev.opendollr.base.text.Escaped;
import dev.opendollr.pricing.PriceFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What commands that import prices share: reading the file, and the report at the end.
final class PriceFileText {
    private static final int BYTES_MAX = 4_000_000;
    private static final int NOTHING_TAKEN = 1;

    private PriceFileText() {}

    /// Never opens a pipe or a device, which may never end.
    static String read(CommandSpec spec, Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refused(spec, file, "it is no regular file");
        }
        try {
            return text(spec, file);
        } catch (CharacterCodingException notUtf8) {
            throw refused(spec, file, "it is not UTF-8");
        } catch (NoSuchFileException absent) {
            throw refused(spec, file, "there is no such file");
        } catch (IOException unreadable) {
            throw refused(spec, file, "it cannot be read");
        }
    }

    /// Counts while it reads: a file may grow meanwhile.
    private static String text(CommandSpec spec, Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw refused(spec, file, "it has more than " + BYTES_MAX + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    static int report(CommandSpec spec, Path file, PriceFiles.Import imported) {
        var command = spec.commandLine();
        if (imported.complaints().isEmpty()) {
            command.getOut().println("imported " + imported.lines() + (imported.lines() == 1 ? " line" : " lines"));
            return 0;
        }
        imported.complaints()
                .forEach(complaint -> command.getErr().println(Escaped.of("opendollr: " + file + ": " + complaint)));
        command.getErr().println("opendollr: nothing was imported");
        return NOTHING_TAKEN;
    }

    private static ParameterException refused(CommandSpec spec, Path file, String why) {
        return new ParameterException(spec.commandLine(), "Invalid value for FILE '" + file + "': " + why);
    }
}
