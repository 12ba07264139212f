package dev.opendollr.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Runs the scripts of the benchmark as pgbench does, where there is no pgbench.
final class PgbenchScript {
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^--.*\n|\\\\set (?<name>\\w+) (?<value>.+)\n|(?<sql>[^;\\\\]+?)\\s*(;|\\\\gset (?<prefix>\\w+))\n");
    private static final Pattern VARIABLE = Pattern.compile("(?<![:\\w]):([a-z_]+)");

    private final String text;
    private final Map<String, Object> variables = new HashMap<>();

    /// `variables` are what pgbench is called with.
    PgbenchScript(Workload workload, Map<String, Object> variables) {
        try (var script = PgbenchScript.class.getResourceAsStream("/bench/" + workload.script())) {
            text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        this.variables.putAll(variables);
    }

    /// One unit of this client.
    void run(Handle handle, int client) {
        variables.put("client_id", client);
        var command = COMMAND.matcher(text);
        int end = 0;
        while (command.find() && command.start() == end) {
            end = command.end();
            if (command.group("name") != null) {
                variables.put(command.group("name"), number(handle, command.group("value")));
            } else if (command.group("prefix") != null) {
                keep(handle, command.group("sql"), command.group("prefix"));
            } else if (command.group("sql") != null) {
                var _ = handle.execute(filled(command.group("sql"), "'%s'"));
            }
        }
        if (end != text.length()) {
            throw new IllegalStateException("not understood: " + text.substring(end));
        }
    }

    private long number(Handle handle, String expression) {
        return handle.createQuery("select " + filled(expression, "%s"))
                .mapTo(Long.class)
                .one();
    }

    private void keep(Handle handle, String sql, String prefix) {
        handle.createQuery(filled(sql, "'%s'"))
                .mapToMap()
                .one()
                .forEach((column, value) -> variables.put(prefix + column, value));
    }

    /// As literals, whose types PostgreSQL finds out as it does for the parameters of a prepared statement.
    private String filled(String sql, String form) {
        return VARIABLE.matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(form.formatted(variables.get(found.group(1)))));
    }
}
