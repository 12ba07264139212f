package dev.opendollr.cli;

import dev.opendollr.Store;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.merchant.Passcodes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Function;

/// What commands do to merchants, credentials and passcodes, beside a running server or without one.
record Administration(Merchants merchants, Credentials credentials, Passcodes passcodes) {
    static <T> T with(DatabaseOptions options, Function<Administration, T> work) {
        try (var store = Store.openBeside(options.withoutServer())) {
            var clock = InstantSource.system();
            var database = store.database();
            var random = new SecureRandom();
            var credentials = new Credentials(database, clock, random);
            var merchants = new Merchants(database, credentials, clock);
            return work.apply(new Administration(merchants, credentials, new Passcodes(database, clock, random)));
        }
    }
}
