package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.Provider;
import dev.opendollr.testing.Document;
import dev.opendollr.testing.TestPostgres;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The prices of a fresh database are those that `docs/money.md` shows.
class SeedDbTest {
    private static final Jdbi FRESH = TestPostgres.migrated().asOwner();

    @Test
    void tiers_take_what_the_document_says() {
        assertThat(rows("""
            select concat_ws(' | ', name || case when is_default then ' (default)' else '' end, operation_type,
                             coalesce(payment_method, 'all others'), percentage,
                             coalesce(fixed_fee_currency || ' ' || fixed_fee, '-'), fx_percentage)
              from fee_tier_rate
              join fee_tier on fee_tier.id = fee_tier_id\
            """)).containsExactlyInAnyOrderElementsOf(document("tier", "operation"));
    }

    @Test
    void gateways_take_what_the_document_says() {
        assertThat(rows("""
            select concat_ws(' | ', name, operation_type, payment_method, percentage,
                             coalesce(fixed_fee_currency || ' ' || fixed_fee, '-'))
              from gateway_fee
              join provider on provider.id = provider_id\
            """)).containsExactlyInAnyOrderElementsOf(document("provider", "operation"));
    }

    @Test
    void rates_are_those_of_the_document_and_name_their_source() {
        assertThat(rows("select concat_ws(' | ', base_currency, rate, quote_currency) from fx_rate"))
                .containsExactlyInAnyOrderElementsOf(document("one", "is"));
        assertThat(rows("select distinct source from fx_rate")).containsExactly("OpenDollr illustrative seed, 2026");
    }

    @Test
    void providers_have_the_numbers_they_have_always_had() {
        assertThat(rows("select id || ' ' || name from provider order by id"))
                .containsExactly("1 MTN_MOMO_LBR", "2 ORANGE_MONEY_LBR", "3 PAWAPAY", "4 STRIPE", "5 PLATFORM");
        assertThat(Provider.values()).hasSize(5);
    }

    private static List<String> document(String... columns) {
        return Document.MONEY.table(columns).stream()
                .map(cells -> String.join(" | ", cells.subList(0, cells.size() - 1)))
                .toList();
    }

    private static List<String> rows(String sql) {
        return FRESH.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
