package dev.opendollr.base.db.embedded;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The user that runs the embedded PostgreSQL, which refuses to run as root.
///
/// An ordinary user runs it as itself. Root runs it in a user namespace, in which the process still owns its
/// files. Where that is forbidden, as in many containers, root gives the folder to an unprivileged system user.
/// That user may then pass through the data folder but not list its content.
final class PostgresUser {
    private static final List<String> SYSTEM_USERS = List.of("postgres", "nobody");
    private static final int ROOT = 0;

    private final List<String> prefix;

    private PostgresUser(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    static PostgresUser of(Path folder) {
        return of(folder, Commands.succeeds(List.of("unshare", "-U", "true")));
    }

    static PostgresUser of(Path folder, boolean namespacesAllowed) {
        int me = uid(Path.of("/proc/self"));
        int owner = uid(folder);
        if (me != ROOT) {
            if (owner != me) {
                throw new StartFailure("the database in " + folder + " belongs to another user (uid " + owner + ")");
            }
            return new PostgresUser(List.of());
        }
        if (owner == ROOT && namespacesAllowed) {
            return new PostgresUser(List.of("unshare", "-U"));
        }
        var candidates = owner == ROOT ? SYSTEM_USERS : List.of(Integer.toString(owner));
        return candidates.stream()
                .flatMap(user -> asSystemUser(folder, user))
                .findFirst()
                .orElseThrow(() -> new StartFailure(
                        "PostgreSQL refuses to run as root and this machine lets root become nobody else: start"
                                + " opendollr as an ordinary user, choose --data outside root's home, or give"
                                + " --database-url"));
    }

    /// `command` as this user.
    List<String> running(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private static Stream<PostgresUser> asSystemUser(Path folder, String user) {
        if (!Commands.succeeds(List.of("chown", "-R", user + ":", folder.toString()))
                || !Commands.succeeds(
                        List.of("chmod", "o+x", folder.resolve("..").toString()))) {
            return Stream.empty();
        }
        var become =
                List.of("setpriv", "--reuid=" + user, "--regid=" + attribute(folder, "unix:gid"), "--clear-groups");
        var probe = new ArrayList<>(become);
        probe.addAll(List.of("test", "-w", folder.toString()));
        if (Commands.succeeds(probe)) {
            return Stream.of(new PostgresUser(become));
        }
        var _ = Commands.succeeds(List.of("chmod", "o-x", folder.resolve("..").toString()));
        var _ = Commands.succeeds(List.of("chown", "-R", "root:", folder.toString()));
        return Stream.empty();
    }

    private static int uid(Path path) {
        return attribute(path, "unix:uid");
    }

    private static int attribute(Path path, String name) {
        try {
            return (Integer) Files.getAttribute(path, name);
        } catch (IOException unreadable) {
            throw new StartFailure("cannot tell whom " + path + " belongs to", unreadable);
        }
    }
}
