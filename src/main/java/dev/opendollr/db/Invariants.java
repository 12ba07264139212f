package dev.opendollr.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The rules that hold in every database of this service whatever happened before, and how to find what breaks them.
public final class Invariants {
    private static final List<String> RESOURCES = List.of("/invariants.sql", "/invariants-of-origin.sql");
    private static final Pattern RULE = Pattern.compile("-- rule: ([^\n]+)\n([^;]+);");
    /// Enough to see what kind of thing is wrong.
    private static final int SHOWN_MAX = 20;

    private Invariants() {}

    /// A rule and the query that finds what breaks it.
    private record Rule(String sentence, String query) {}

    /// A rule that does not hold, and what breaks it, [#SHOWN_MAX] at most.
    public record Broken(String rule, List<String> by) {
        public Broken {
            by = List.copyOf(by);
        }
    }

    /// States that no rule can see: what they are compared with may have changed since.
    public static final List<String> UNSEEN = List.of(
            "a transfer that reached another merchant than the one with the phone of its counterparty: phones change");

    /// Looks at one view of the whole database and changes nothing. Empty when all is well.
    public static List<Broken> broken(Handle handle) {
        return brokenWithProgress(handle, _ -> {});
    }

    /// The same; `next` is told each rule before it is looked at.
    public static List<Broken> brokenWithProgress(Handle handle, Consumer<String> next) {
        var rules = rules();
        List<Broken> broken = new ArrayList<>();
        for (int place = 0; place < rules.size(); place++) {
            var rule = rules.get(place);
            next.accept((place + 1) + " of " + rules.size() + ": " + rule.sentence());
            var by = handle.createQuery("select * from (" + rule.query() + ") as broken limit " + SHOWN_MAX)
                    .mapTo(String.class)
                    .list();
            if (!by.isEmpty()) {
                broken.add(new Broken(rule.sentence(), by));
            }
        }
        return List.copyOf(broken);
    }

    /// What the rules say, in their order.
    public static List<String> sentences() {
        return rules().stream().map(Rule::sentence).toList();
    }

    private static List<Rule> rules() {
        return RESOURCES.stream()
                .flatMap(resource -> RULE.matcher(text(resource)).results())
                .map(found -> new Rule(found.group(1), found.group(2)))
                .toList();
    }

    private static String text(String resource) {
        try (InputStream stream = Invariants.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
