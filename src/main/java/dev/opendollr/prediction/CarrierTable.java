package dev.opendollr.prediction;

import dev.opendollr.base.money.PaymentMethod;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of tables `carrier` and `carrier_prefix`.
final class CarrierTable {
    /// A prefix in our table takes precedence over the phone library's answer. The longest prefix wins.
    private static final String FIND = """
        select shown_as, payment_method
          from carrier
          left join carrier_prefix on carrier_prefix.country_code = carrier.country_code and carrier_name = name
                                  and starts_with(:phone, digits)
         where digits is not null or (carrier.country_code = :country and name = :name)
         order by length(digits) desc nulls last
         limit 1
        """;

    private CarrierTable() {}

    static Optional<Carrier> find(Handle tx, String phone, String country, String name) {
        return tx.createQuery(FIND)
                .bind("phone", phone)
                .bind("country", country)
                .bind("name", name)
                .map((row, context) ->
                        new Carrier(row.getString("shown_as"), PaymentMethod.valueOf(row.getString("payment_method"))))
                .findOne();
    }
}
