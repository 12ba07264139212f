package dev.opendollr.base.http;

import dev.opendollr.base.identity.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the log records about a request besides its answer: the client id of its credential, and which rules it
/// broke in which places, so that an operator can help an integrator. A value that was sent is never recorded.
final class AccessFacts {
    private static final int VIOLATIONS_MAX = 10;
    /// The deepest place that the contract knows has four.
    private static final int PARTS_MAX = 6;
    /// A sender can choose any name for a member of a body, and the name may itself be a value. Only names of
    /// this form are logged; all names of the contract have it.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_-]{1,40}");

    private Optional<String> clientId = Optional.empty();
    private List<String> violations = List.of();

    void calledBy(Caller.ByCredential caller) {
        clientId = Optional.of(caller.clientId());
    }

    boolean isCallerKnown() {
        return clientId.isPresent();
    }

    void refusedFor(List<Violation> broken) {
        violations =
                broken.stream().limit(VIOLATIONS_MAX).map(AccessFacts::place).toList();
    }

    /// The facts to log, by name.
    Map<String, Object> named() {
        var named = new LinkedHashMap<String, Object>();
        clientId.ifPresent(id -> named.put("client_id", id));
        if (!violations.isEmpty()) {
            named.put("violations", violations);
        }
        return named;
    }

    /// Such as `body.items.0.qty missing`.
    private static String place(Violation violation) {
        var location = violation.location();
        return location.stream().limit(PARTS_MAX).map(AccessFacts::shown).collect(Collectors.joining("."))
                + (location.size() > PARTS_MAX ? ".… " : " ")
                + violation.type();
    }

    private static String shown(Object part) {
        var text = part.toString();
        return part instanceof Integer || NAME.matcher(text).matches() ? text : "…";
    }
}
