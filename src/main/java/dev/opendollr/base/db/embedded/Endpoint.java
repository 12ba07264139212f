package dev.opendollr.base.db.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Optional;

/// Where an embedded PostgreSQL listens: in a folder that its owner alone may enter, or at a port of 127.0.0.1.
record Endpoint(Optional<Path> folder, int port) {
    static final String HOST = "127.0.0.1";
    /// Part of the name of the socket file in `folder`.
    private static final int USUAL_PORT = 5_432;
    /// The longest path of a socket in Linux, without the terminating zero.
    private static final int PATH_BYTES_MAX = 107;

    static Endpoint in(Path folder) {
        return new Endpoint(Optional.of(folder), USUAL_PORT);
    }

    static Endpoint at(int port) {
        return new Endpoint(Optional.empty(), port);
    }

    /// Whether the path of the socket in `folder` is short enough to be one.
    static boolean fits(Path folder) {
        return socket(folder, USUAL_PORT).toString().getBytes(UTF_8).length <= PATH_BYTES_MAX;
    }

    String url(String database) {
        var base = "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
        return folder.map(place -> base + "?sslmode=disable&gssEncMode=disable&socketFactory="
                        + UnixSockets.class.getName() + "&socketFactoryArg="
                        + URLEncoder.encode(socket(place, port).toString(), UTF_8))
                .orElse(base);
    }

    /// Lines of `postgresql.conf`.
    String settings() {
        return folder.map(place -> """
            listen_addresses = ''
            port = %d
            unix_socket_directories = '%s'
            unix_socket_permissions = 0700
            """.formatted(port, place.toString().replace("'", "''")))
                .orElseGet(() -> """
                    listen_addresses = '%s'
                    port = %d
                    unix_socket_directories = ''
                    """.formatted(HOST, port));
    }

    /// The lock file that a killed PostgreSQL leaves in the folder.
    Optional<Path> lockFile() {
        return folder.map(place -> place.resolve(".s.PGSQL." + port + ".lock"));
    }

    private static Path socket(Path folder, int port) {
        return folder.resolve(".s.PGSQL." + port);
    }
}
