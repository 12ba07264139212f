package dev.opendollr.base.http;

import java.util.List;

/// A request that breaks documented rules. All broken rules are listed, not only the first.
final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    Invalid(List<Violation> violations) {
        super(violations.toString(), null, false, false);
        this.violations = List.copyOf(violations);
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("invalid without a violation");
        }
    }

    List<Violation> violations() {
        return violations;
    }
}
