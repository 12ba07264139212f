package dev.opendollr.gateway.sandbox;

import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.problem.ProblemException;
import org.jdbi.v3.core.Handle;

/// Makes a sandbox as empty as on its first day and gives it real time back. Merchants, their credentials and
/// passcodes, and prices stay.
public final class SandboxReset {
    private static final String DATABASE = "database";

    private SandboxReset() {}

    /// Works as `owner`, since the server may delete next to nothing. Refuses while anybody else is connected: a server
    /// keeps the clock and money on its way in memory.
    public static void run(DatabaseAccess owner) {
        owner.patientSessions().useTransaction(SandboxReset::run);
    }

    private static void run(Handle tx) {
        // A server that starts now reads the clock behind this transaction; one that has read it is seen below.
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
