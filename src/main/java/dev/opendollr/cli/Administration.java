package dev.opendollr.cli;

import dev.opendollr.Store;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Function;

/// What commands do to merchants and credentials, beside a running server or without one.
record Administration(Merchants merchants, Credentials credentials) {
    static <T> T with(DatabaseOptions options, Function<Administration, T> work) {
        try (var store = Store.openBeside(options.withoutServer())) {
            var clock = InstantSource.system();
            var credentials = new Credentials(store.database(), clock, new SecureRandom());
            return work.apply(new Administration(new Merchants(store.database(), credentials, clock), credentials));
        }
    }
}
