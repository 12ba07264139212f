package dev.opendollr.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.problem.Problem.Forbidden;
import dev.opendollr.base.problem.Problem.NotFound;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.merchant.Merchants.Demo;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.Refusals;
import dev.opendollr.testing.TestPostgres;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MerchantsDbTest {
    private static final String PHONE = "231771234567";

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 8);
    private final Merchants merchants = new Merchants(
            database, new Credentials(database, InstantSource.system(), new SecureRandom()), InstantSource.system());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_merchant_is_not_verified_until_somebody_says_so() {
        var merchant = register(PHONE);
        assertThat(merchants.isVerified(merchant)).isFalse();
        assertForbidden(merchant);
        merchants.verify(merchant);
        merchants.requireVerified(caller(merchant));
        var since = merchants.retrieve(merchant).verifiedAt();
        merchants.verify(merchant);
        assertThat(merchants.retrieve(merchant).verifiedAt()).isEqualTo(since);
        merchants.unverify(merchant);
        assertThat(merchants.isVerified(merchant)).isFalse();
        assertForbidden(merchant);
    }

    @Test
    void who_is_not_there_cannot_be_verified() {
        var nobody = new MerchantId(987_654_321);
        for (var attempt : List.<Runnable>of(() -> merchants.verify(nobody), () -> merchants.unverify(nobody))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(new NotFound("Merchant")));
        }
        assertForbidden(nobody);
    }

    @Test
    void a_phone_names_one_verified_merchant() {
        var first = register(PHONE);
        var second = register(PHONE);
        assertThat(byPhone(PHONE)).isEmpty();
        merchants.verify(first);
        assertThat(byPhone(PHONE).map(Merchant::id)).contains(first);
        assertThat(Refusals.sentence(() -> merchants.verify(second))).contains("same phone");
        merchants.unverify(first);
        merchants.verify(second);
        assertThat(byPhone(PHONE).map(Merchant::id)).contains(second);
        assertThat(byPhone("231770000009")).isEmpty();
    }

    @Test
    void the_schema_allows_no_second_verified_merchant_of_a_phone() {
        merchants.verify(register(PHONE));
        long second = register(PHONE).value();
        assertThatThrownBy(() -> clone.asOwner()
                        .withHandle(handle ->
                                handle.execute("update merchant set verified_at = created_at where id = ?", second)))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("merchant_verified_phone");
    }

    @Test
    void merchants_without_a_phone_may_all_be_verified() {
        for (int merchant = 0; merchant < 2; merchant++) {
            merchants.verify(merchants
                    .register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty())
                    .merchant()
                    .id());
        }
    }

    @Test
    void the_sandbox_has_two_verified_merchants_however_many_servers_ask() {
        for (var demo : Demo.values()) {
            var made = Race.answers(Race.run(Collections.nCopies(4, (Callable<Merchant>) () -> merchants.demo(demo))));
            assertThat(made).hasSize(4);
            assertThat(made.stream().map(Merchant::id).distinct()).hasSize(1);
            assertThat(merchants.demo(demo).phone()).contains(demo.phone());
            assertThat(merchants.demo(demo).verifiedAt()).isPresent();
        }
        assertThat(merchants.list()).extracting(Merchant::name).containsExactly("Demo Shop", "Demo Partner");
        assertThat(byPhone("231770000001")).contains(merchants.demo(Demo.SHOP));
        assertThat(byPhone("231770000002")).contains(merchants.demo(Demo.PARTNER));
    }

    @Test
    void the_demo_merchant_of_an_earlier_version_is_completed_once() {
        clone.asOwner().useHandle(handle -> handle.execute("""
            insert into merchant (name, merchant_type, demo, created_at)
            values ('Demo Shop', 'ORGANIZATION', true, '2026-01-01T00:00:00Z')
            """));
        var demo = merchants.demo(Demo.SHOP);
        assertThat(merchants.list()).hasSize(1);
        assertThat(demo.phone()).contains("231770000001");
        assertThat(demo.verifiedAt()).isPresent();
        merchants.unverify(demo.id());
        assertThat(merchants.demo(Demo.SHOP).verifiedAt()).isEmpty();
    }

    @Test
    void a_demo_merchant_takes_no_phone_from_another_merchant() {
        merchants.verify(register("231770000001"));
        assertThat(merchants.demo(Demo.SHOP).phone()).isEmpty();
    }

    private void assertForbidden(MerchantId merchant) {
        assertThatThrownBy(() -> merchants.requireVerified(caller(merchant)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Forbidden.class));
    }

    private static Caller.ByCredential caller(MerchantId merchant) {
        return new Caller.ByCredential(merchant, MerchantType.ORGANIZATION, "odc_test", "test");
    }

    private Optional<Merchant> byPhone(String phone) {
        return database.everywhere().single(handle -> merchants.shareVerifiedByPhone(handle, phone));
    }

    private MerchantId register(String phone) {
        return merchants
                .register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.of(phone))
                .merchant()
                .id();
    }
}
