package dev.opendollr.bench;

import java.io.IOException;

/// What is measured: the requests that make one unit, and the script by which pgbench writes the same rows.
public enum Workload {
    CANCEL("cancel.sql", "cancels", 5_000, Needs.ORDERS),
    CREATE_PUBLISH_CANCEL("create-publish-cancel.sql", "orders", 1_000, Needs.NOTHING),
    COLLECT("collect.sql", "collections", 1_500, Needs.SESSIONS);

    private final String script;
    private final String units;
    private final long perSecondLeast;
    private final Needs needs;

    /// What must be there before a unit can be done.
    enum Needs {
        NOTHING,
        ORDERS,
        SESSIONS
    }

    Workload(String script, String units, long perSecondLeast, Needs needs) {
        this.script = script;
        this.units = units;
        this.perSecondLeast = perSecondLeast;
        this.needs = needs;
    }

    /// The name of a resource in `/bench`.
    String script() {
        return script;
    }

    /// The name of the units.
    String units() {
        return units;
    }

    /// The lowest expected rate. It sizes a run while no rate is known, or only that of a cold start.
    long perSecondLeast() {
        return perSecondLeast;
    }

    Needs needs() {
        return needs;
    }

    /// Does one unit and returns when its last answer has been read.
    void run(Requests requests, long unit) throws IOException {
        switch (this) {
            case CANCEL -> requests.cancel(unit);
            case CREATE_PUBLISH_CANCEL -> requests.live(unit);
            case COLLECT -> requests.collect(unit);
        }
    }
}
