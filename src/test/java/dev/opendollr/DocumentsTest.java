package dev.opendollr;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What can be checked of documents as such.
class DocumentsTest {
    private static final int README_LINES_MAX = 190;
    private static final int DECISION_LINES_MAX = 40;
    private static final Path DECISIONS = Path.of("docs/decisions");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern TITLE = Pattern.compile("^# (\\d{4} .*)");
    private static final Pattern REOPEN =
            Pattern.compile("(?:\\*\\*When to reopen\\.\\*\\*|## When to reopen\n)(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final Pattern SUPERSEDED = Pattern.compile("(?m)^Superseded by .*$");

    @Test
    void the_readme_is_short() {
        assertThat(Document.README.text().lines()).hasSizeLessThanOrEqualTo(README_LINES_MAX);
    }

    @Test
    void the_readme_leads_to_the_configurations_of_proxies() {
        assertThat(Document.README.text()).contains("(docs/proxies.md)", "nginx", "HAProxy", "Apache");
    }

    @Test
    void every_link_leads_to_a_file_or_a_heading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (var document : documents()) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                var target = links.group(1).isEmpty() ? document : document.resolveSibling(links.group(1));
                boolean found = Files.exists(target)
                        && (links.group(2) == null || anchors(target).contains(links.group(2)));
                if (!found) {
                    broken.add(document + ": " + links.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_index_has_every_decision_and_when_it_is_to_be_reopened() throws IOException {
        List<String> expected = new ArrayList<>();
        for (var decision : decisions()) {
            var text = Files.readString(decision);
            assertThat(text.lines()).as(decision.toString()).hasSizeLessThanOrEqualTo(DECISION_LINES_MAX);
            var superseded = SUPERSEDED
                    .matcher(text)
                    .results()
                    .map(found -> found.group() + " ")
                    .findFirst()
                    .orElse("");
            expected.add("[" + first(TITLE, text) + "](" + decision.getFileName() + ") | " + superseded
                    + String.join(" ", first(REOPEN, text).strip().split("\\s+")));
        }
        if ("write".equals(System.getProperty("index"))) {
            write(expected);
        }
        assertThat(Document.DECISIONS.table("decision", "when to reopen").stream()
                        .map(row -> row.get(0) + " | " + row.get(1)))
                .as("mvn test -Dtest=DocumentsTest -Dindex=write writes the table anew")
                .containsExactlyElementsOf(expected);
    }

    private static void write(List<String> rows) throws IOException {
        var index = DECISIONS.resolve("README.md");
        var text = Files.readString(index);
        var head = text.substring(0, text.indexOf("|---|") + "|---|---|\n".length());
        Files.writeString(
                index, head + rows.stream().map(row -> "| " + row + " |\n").collect(joining()));
    }

    @Test
    void a_number_without_a_decision_is_named() throws IOException {
        var given = decisions().stream()
                .map(file -> Integer.valueOf(file.getFileName().toString().substring(0, 4)))
                .toList();
        var last = given.getLast();
        var missing = IntStream.range(1, last)
                .filter(number -> !given.contains(number))
                .mapToObj("%04d"::formatted)
                .toList();
        var intro = Document.DECISIONS.text().split("\\| decision", 2)[0];
        assertThat(missing).contains("0023");
        assertThat(Pattern.compile("\\b\\d{4}\\b").matcher(intro).results().map(found -> found.group()))
                .containsExactlyElementsOf(missing);
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    private static List<Path> decisions() throws IOException {
        try (var files = Files.list(DECISIONS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (var files = Files.list(Path.of(""))) {
            documents.addAll(files.filter(DocumentsTest::isDocument).toList());
        }
        for (var folder : List.of("docs", "examples", "ops")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                documents.addAll(files.filter(DocumentsTest::isDocument)
                        .filter(file -> !file.toString().contains("node_modules"))
                        .toList());
            }
        }
        assertThat(documents).hasSizeGreaterThan(10);
        return documents;
    }

    private static boolean isDocument(Path file) {
        return file.toString().endsWith(".md");
    }

    /// As the viewers of common hosts name headings: in lower case, without marks, with a hyphen for each space.
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
