package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.problem.ProblemException;
import org.jdbi.v3.core.Handle;

/// Empties a sandbox and sets its clock back to real time. Merchants, their credentials and passcodes, and
/// prices stay.
public final class SandboxReset {
    private static final String DATABASE = "database";

    private SandboxReset() {}

    /// Works as `owner`, since the server's role may delete almost nothing. Refuses while other sessions are
    /// connected: a running server keeps the clock and payments in flight in memory.
    public static void run(DatabaseAccess owner) {
        owner.patientSessions().useTransaction(SandboxReset::run);
    }

    private static void run(Handle tx) {
        // A server that starts now waits for this transaction before it reads the clock. A server that has read
        // it is counted below.
        SandboxResetTable.lockClock(tx);
        if (SandboxResetTable.isLive(tx)) {
            throw ProblemException.refused(DATABASE, new SandboxReason.ServedLive());
        }
        int others = SandboxResetTable.countOthers(tx);
        if (others > 0) {
            throw ProblemException.refused(DATABASE, new SandboxReason.OthersConnected(others));
        }
        SandboxResetTable.empty(tx);
    }
}
