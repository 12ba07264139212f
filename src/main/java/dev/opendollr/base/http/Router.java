package dev.opendollr.base.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the handler for a method and a path. A literal segment takes precedence over a parameter.
final class Router implements Rules {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final Node root = new Node();

    /// The handler, the template that matched, and the values of its parameters in the path.
    record Match(String template, Map<String, String> parameters, Handler handler) {}

    /// The result of a search for a method and a path.
    sealed interface Found {
        record Answered(Match match) implements Found {}

        /// The path is known and answers these methods only.
        record OtherMethods(String template, List<String> allowed) implements Found {
            public OtherMethods {
                allowed = List.copyOf(allowed);
            }
        }

        record Nothing() implements Found {}
    }

    /// A place in the tree of templates.
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Endpoint> endpoints = new ArrayList<>();
        private Optional<Node> any = Optional.empty();
    }

    private record Endpoint(String method, Template template, Handler handler) {}

    /// A path with parameters; `encoded` tells which segments may hold percent-encoded bytes.
    private record Template(String text, List<String> segments, List<Boolean> encoded) {
        static Template of(String written) {
            var segments = List.of(written.substring(1).split("/", -1));
            return new Template(
                    written.replace("{+", "{"),
                    segments.stream().map(segment -> segment.replace("{+", "{")).toList(),
                    segments.stream().map(segment -> segment.startsWith("{+")).toList());
        }

        boolean takes(List<String> path) {
            for (int place = 0; place < path.size(); place++) {
                if (path.get(place).indexOf('%') >= 0 && !encoded.get(place)) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parameters(List<String> path) {
            Map<String, String> parameters = new HashMap<>();
            for (int place = 0; place < path.size(); place++) {
                if (isParameter(segments.get(place))) {
                    var name =
                            segments.get(place).substring(1, segments.get(place).length() - 1);
                    parameters.put(name, PercentEncoding.decode(path.get(place)).orElseThrow());
                }
            }
            return parameters;
        }
    }

    @Override
    @CanIgnoreReturnValue
    public Rules route(String method, String template, Handler handler) {
        var parsed = Template.of(template);
        var node = root;
        for (var segment : parsed.segments()) {
            node = isParameter(segment)
                    ? parameterBelow(node)
                    : node.literals.computeIfAbsent(segment, _ -> new Node());
        }
        if (node.endpoints.stream().anyMatch(known -> known.method().equals(method))) {
            throw new IllegalArgumentException(method + " " + template + " is answered twice");
        }
        node.endpoints.add(new Endpoint(method, parsed, handler));
        return this;
    }

    private static Node parameterBelow(Node node) {
        var below = node.any.orElseGet(Node::new);
        node.any = Optional.of(below);
        return below;
    }

    Found find(String method, List<String> path) {
        List<Endpoint> here = new ArrayList<>();
        collect(root, path, 0, here);
        if (here.isEmpty()) {
            return new Found.Nothing();
        }
        for (var endpoint : here) {
            if (answers(endpoint, method)) {
                var match = new Match(
                        endpoint.template().text(), endpoint.template().parameters(path), endpoint.handler());
                return new Found.Answered(match);
            }
        }
        return new Found.OtherMethods(here.getFirst().template().text(), allowed(here));
    }

    private static void collect(Node node, List<String> path, int depth, List<Endpoint> found) {
        if (depth == path.size()) {
            node.endpoints.stream()
                    .filter(endpoint -> endpoint.template().takes(path))
                    .forEach(found::add);
            return;
        }
        var literal = node.literals.get(path.get(depth));
        if (literal != null) {
            collect(literal, path, depth + 1, found);
        }
        node.any.ifPresent(any -> collect(any, path, depth + 1, found));
    }

    private static boolean answers(Endpoint endpoint, String method) {
        return endpoint.method().equals(method)
                || (method.equals(HEAD) && endpoint.method().equals(GET));
    }

    private static List<String> allowed(List<Endpoint> endpoints) {
        var methods = new TreeSet<String>();
        endpoints.forEach(endpoint -> methods.add(endpoint.method()));
        if (methods.contains(GET)) {
            methods.add(HEAD);
        }
        return List.copyOf(methods);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
