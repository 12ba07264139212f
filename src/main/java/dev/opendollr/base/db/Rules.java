package dev.opendollr.base.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/// All rules, as `invariants.sql` and `invariants-of-origin.sql` say them.
final class Rules {
    private static final List<String> RESOURCES = List.of("/invariants.sql", "/invariants-of-origin.sql");
    private static final Pattern RULE =
            Pattern.compile("-- (sandbox )?(rule|known loss)( of all)?: ([^\n]+)\n([^;]+);");

    private static final String TEXT = RESOURCES.stream().map(Rules::text).collect(Collectors.joining("\n"));
    private static final List<Rule> ALL =
            RULE.matcher(TEXT).results().map(Rules::rule).toList();

    private Rules() {}

    static List<Rule> all() {
        return ALL;
    }

    /// Changes whenever the rules change.
    static String fingerprint() {
        return DigestUtils.sha256Hex(TEXT);
    }

    private static Rule rule(MatchResult found) {
        return new Rule(
                found.group(4),
                found.group(5),
                found.group(3) == null ? Rule.Breadth.SOME_FAMILIES : Rule.Breadth.ALL,
                found.group(1) != null,
                found.group(2).equals("known loss"));
    }

    private static String text(String resource) {
        try (InputStream stream = Rules.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
