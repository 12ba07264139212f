package dev.opendollr.cli;

import dev.opendollr.Doors;
import dev.opendollr.OpenDollr;
import dev.opendollr.Store;
import dev.opendollr.execution.Clocks;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Gives a command access to the doors of the features, with or without a running server.
final class Administration {
    private Administration() {}

    /// Uses an existing database; creates none.
    static <T> T with(DatabaseOptions options, Function<Doors, T> work) {
        try (var store = Store.openExisting(options.withoutServer())) {
            return with(store, work);
        }
    }

    /// For commands that may be the first: creates the embedded database if there is none, and reports that to
    /// `errors`.
    static <T> T withNew(DatabaseOptions options, PrintWriter errors, Function<Doors, T> work) {
        var config = options.withoutServer();
        boolean isNew = Store.isMissing(config);
        try (var store = Store.openBeside(config)) {
            if (isNew) {
                errors.println("opendollr: made a new database in " + store.data());
            }
            return with(store, work);
        }
    }

    private static <T> T with(Store store, Function<Doors, T> work) {
        var database = store.database();
        var clocks = Clocks.of(OpenDollr.clockNow(database));
        var outside = Doors.Outside.of(database, clocks, InstantSource.system(), new NoGateway());
        try (var doors = new Doors(outside)) {
            doors.feed().arrive();
            return work.apply(doors);
        }
    }

    /// Commands never ask a gateway. They leave that to the servers.
    private static final class NoGateway implements Gateway {
        @Override
        public Outcome request(Attempt attempt) {
            throw asked();
        }

        @Override
        public Outcome look(Attempt attempt) {
            throw asked();
        }

        @Override
        public Outcome cancel(Attempt attempt) {
            throw asked();
        }

        @Override
        public Optional<Card> card(String token) {
            throw asked();
        }

        private static IllegalStateException asked() {
            return new IllegalStateException("a command asks no gateway");
        }
    }
}
