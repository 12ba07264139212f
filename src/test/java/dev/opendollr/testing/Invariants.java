package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Invariants.Broken;
import org.jdbi.v3.core.Jdbi;

/// Checks the rules that hold in every database at any time.
public final class Invariants {
    private Invariants() {}

    public static void check(Jdbi owner) {
        assertThat(owner.withHandle(dev.opendollr.base.db.Invariants::broken))
                .extracting(Broken::rule, Broken::by)
                .isEmpty();
    }
}
