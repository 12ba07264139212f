package dev.opendollr.gateway.sandbox;

import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.problem.StartFailure;
import org.jdbi.v3.core.Handle;

/// Makes a sandbox as empty as on its first day and gives it real time back. Merchants, their credentials and
/// passcodes, and prices stay.
public final class SandboxReset {
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
            throw new StartFailure("this database was served in the live role, and real payments are not emptied");
        }
        int others = SandboxResetTable.countOthers(tx);
        if (others > 0) {
            throw new StartFailure(others + " others are connected to the database, such as a running server; stop"
                    + " every server of it first");
        }
        SandboxResetTable.empty(tx);
    }
}
