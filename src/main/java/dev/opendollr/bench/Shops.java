package dev.opendollr.bench;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.merchant.Credential;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The merchants of one benchmark, which take turns with the units. Each has one counterparty, one account to
/// collect from and one empty wallet. Their ids are consecutive, so that pgbench can compute them.
record Shops(long firstMerchant, long firstCounterparty, long firstAccount, List<Credential.Issued> credentials) {
    /// The sandbox completes payments from this phone.
    private static final String PHONE = "231771234789";

    private static final String INSERT = """
        with place as (
        select :first_merchant + n as merchant, n
          from generate_series(0, :count - 1) as n),
        payer as (
        insert into party (merchant_id, fullname, phone, created_at, updated_at)
        select merchant, 'Payer of a benchmark', :phone, :at, :at
          from place
        returning merchant_id, id),
        customer as (
        insert into counterparty (merchant_id, id, relationship_type, party_id, created_at, updated_at)
        select merchant, :first_counterparty + n, 'CUSTOMER', payer.id, :at, :at
          from place
          join payer on payer.merchant_id = merchant),
        account as (
        insert into payment_account (merchant_id, id, operation_type, account_name, provider, method, party_id,
                                     insensitive_account_number, created_at, updated_at)
        select merchant, :first_account + n, 'COLLECTION', 'Payer of a benchmark', 'PAWAPAY', 'MTN_MOMO_LBR',
               payer.id, :phone, :at, :at
          from place
          join payer on payer.merchant_id = merchant)
        insert into wallet (merchant_id, currency, status, balance, created_at, updated_at)
        select merchant, 'USD', 'ACTIVE', 0, :at, :at
          from place
        """;

    Shops {
        credentials = List.copyOf(credentials);
    }

    /// Creates `count` new merchants.
    static Shops open(DatabaseAccess owner, int count, Instant at) {
        var registered = register(owner, count);
        long first = registered.getFirst().merchant().id().value();
        if (registered.getLast().merchant().id().value() != first + count - 1) {
            throw new StartFailure("somebody else creates merchants in this database: give the benchmark its own");
        }
        return owner.sessions().inTransaction(tx -> {
            var shops = new Shops(
                    first,
                    Sequences.reserve(tx, "counterparty_id", count),
                    Sequences.reserve(tx, "payment_account_id", count),
                    registered.stream().map(Merchants.Registered::credential).toList());
            var _ = tx.createUpdate(INSERT)
                    .bind("first_merchant", shops.firstMerchant)
                    .bind("first_counterparty", shops.firstCounterparty)
                    .bind("first_account", shops.firstAccount)
                    .bind("count", count)
                    .bind("phone", PHONE)
                    .bind("at", at)
                    .execute();
            return shops;
        });
    }

    private static List<Merchants.Registered> register(DatabaseAccess owner, int count) {
        try (var database = new Database(owner, 1)) {
            var clock = InstantSource.system();
            var merchants = new Merchants(database, new Credentials(database, clock, new SecureRandom()), clock);
            List<Merchants.Registered> registered = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                registered.add(merchants.register(
                        "Shop of a benchmark", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty()));
            }
            return registered;
        }
    }

    int count() {
        return credentials.size();
    }

    /// The position of the merchant that a unit belongs to, from 0.
    int place(long unit) {
        return Math.toIntExact(unit % count());
    }

    long counterparty(long unit) {
        return firstCounterparty + place(unit);
    }

    long account(long unit) {
        return firstAccount + place(unit);
    }
}
