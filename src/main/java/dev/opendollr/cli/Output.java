package dev.opendollr.cli;

import dev.opendollr.base.http.Json;
import dev.opendollr.base.text.Escaped;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Prints the results of commands: as lines for people, or as JSON for programs.
final class Output {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    /// One line for each element, or `none` if there are no elements.
    <T> int list(CommandSpec spec, List<T> all, Function<T, ?> asJson, Function<T, String> asLine, String none) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(json(all.stream().map(asJson).toList()));
        } else if (all.isEmpty()) {
            out.println(none);
        } else {
            all.forEach(one -> out.println(escaped(asLine.apply(one))));
        }
        out.flush();
        return 0;
    }

    /// The facts of one thing, a line each.
    void show(CommandSpec spec, Object asJson, Map<String, ?> facts) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(json(asJson));
        } else {
            print(out, facts);
        }
        out.flush();
    }

    /// The facts of all objects, separated by empty lines. As JSON it is always one array, even of one object.
    <T> void showAll(CommandSpec spec, List<T> all, Function<T, Map<String, ?>> facts) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(json(all));
        } else {
            for (int one = 0; one < all.size(); one++) {
                if (one > 0) {
                    out.println();
                }
                print(out, facts.apply(all.get(one)));
            }
        }
        out.flush();
    }

    private static void print(PrintWriter out, Map<String, ?> facts) {
        facts.forEach((name, value) -> out.println("%-22s  %s".formatted(name, Escaped.of(String.valueOf(value)))));
    }

    /// Equivalent JSON that is safe to show on a terminal, like all other output.
    private static String json(Object value) {
        return Escaped.json(Json.text(value));
    }

    /// Columns are parted by tabs.
    private static String escaped(String line) {
        return Arrays.stream(line.split("\t", -1)).map(Escaped::of).collect(Collectors.joining("\t"));
    }
}
