package dev.opendollr.base.db;

/// The SQL that finds the merchants with waiting rows, without reading all of these rows.
public final class WaitingMerchants {
    private WaitingMerchants() {}

    /// The recursive table expression `merchant_waiting (waiting)`: once for each merchant with a row in
    /// `table` whose `due` is not null, and a null at the end. For each merchant it takes one step in an index
    /// on (merchant_id) of such rows.
    public static String in(String table, String due) {
        return """
            merchant_waiting (waiting) as (
            (select merchant_id from %1$s where %2$s is not null order by merchant_id limit 1)
            union all
            select (select merchant_id
                      from %1$s
                     where %2$s is not null and merchant_id > waiting
                     order by merchant_id
                     limit 1)
              from merchant_waiting
             where waiting is not null)\
            """.formatted(table, due);
    }
}
