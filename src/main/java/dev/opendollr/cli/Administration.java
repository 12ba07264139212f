package dev.opendollr.cli;

import dev.opendollr.OpenDollr;
import dev.opendollr.Store;
import dev.opendollr.db.Database;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.ledger.Wallets;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.merchant.Passcodes;
import dev.opendollr.pricing.FeeTiers;
import dev.opendollr.pricing.PriceFiles;
import dev.opendollr.pricing.PriceList;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;

/// What commands do to merchants, credentials, passcodes, prices and money, beside a running server or without one.
record Administration(
        Merchants merchants,
        Credentials credentials,
        Passcodes passcodes,
        FeeTiers feeTiers,
        PriceFiles prices,
        Wallets wallets,
        OpenExecutions openExecutions,
        PriceList priceList,
        Database database,
        InstantSource clock) {
    /// On a database that is there; makes none.
    static <T> T with(DatabaseOptions options, Function<Administration, T> work) {
        try (var store = Store.openExisting(options.withoutServer())) {
            return with(store, work);
        }
    }

    /// For commands that begin something: makes the embedded database when there is none, and says so to `errors`.
    static <T> T withNew(DatabaseOptions options, PrintWriter errors, Function<Administration, T> work) {
        var config = options.withoutServer();
        boolean isNew = Store.isMissing(config);
        try (var store = Store.openBeside(config)) {
            if (isNew) {
                errors.println("opendollr: made a new database in " + store.data());
            }
            return with(store, work);
        }
    }

    private static <T> T with(Store store, Function<Administration, T> work) {
        var database = store.database();
        var clock = OpenDollr.clockNow(database);
        var realTime = InstantSource.system();
        var random = new SecureRandom();
        var credentials = new Credentials(database, realTime, random);
        return work.apply(new Administration(
                new Merchants(database, credentials, clock),
                credentials,
                new Passcodes(database, realTime, random),
                new FeeTiers(database, clock),
                new PriceFiles(database, clock),
                new Wallets(database, clock),
                new OpenExecutions(database, Clocks.of(clock), UUID::randomUUID),
                new PriceList(database, clock),
                database,
                clock));
    }
}
