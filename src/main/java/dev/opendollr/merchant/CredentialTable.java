package dev.opendollr.merchant;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.identity.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `credential`.
final class CredentialTable {
    private static final String INSERT = """
        insert into credential (client_id, merchant_id, secret_sha256, created_at)
        values (:client_id, :merchant, :secret_sha256, :at)
        """;

    private static final String FIND_LIVE = """
        select client_id, secret_sha256, merchant.id as merchant_id, merchant_type
          from credential
          join merchant on merchant.id = credential.merchant_id
         where client_id = :client_id and revoked_at is null
        """;

    private static final String IS_LIVE = """
        select exists (select 1 from credential where client_id = :client_id and revoked_at is null)
        """;

    private static final String LIST = """
        select client_id, merchant_id, created_at, revoked_at
          from credential
         where merchant_id = :merchant
         order by created_at, client_id
        """;

    private static final String REVOKE = """
        update credential
           set revoked_at = :at
         where client_id = :client_id and revoked_at is null
        """;

    private static final String IS_KNOWN = "select exists (select 1 from credential where client_id = :client_id)";

    private CredentialTable() {}

    /// A credential that is not revoked, and the hash of its secret.
    record Live(Subject subject, String secretSha256) {}

    static void insert(Handle tx, MerchantId merchant, Credential.Issued issued, Instant at) {
        int inserted = tx.createUpdate(INSERT)
                .bind("client_id", issued.clientId())
                .bind("merchant", merchant)
                .bind("secret_sha256", issued.secret().sha256())
                .bind("at", at)
                .execute();
        if (inserted != 1) {
            throw new IllegalStateException("inserted " + inserted + " credentials");
        }
    }

    static Optional<Live> findLive(Handle tx, String clientId) {
        return tx.createQuery(FIND_LIVE)
                .bind("client_id", clientId)
                .map((row, context) -> new Live(
                        new Subject(
                                row.getString("client_id"),
                                Columns.id(row, "merchant_id", MerchantId::new),
                                MerchantType.valueOf(row.getString("merchant_type"))),
                        row.getString("secret_sha256")))
                .findOne();
    }

    static boolean isLive(Handle tx, String clientId) {
        return tx.createQuery(IS_LIVE)
                .bind("client_id", clientId)
                .mapTo(Boolean.class)
                .one();
    }

    static List<Credential> list(Handle tx, MerchantId merchant) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant)
                .map((row, context) -> read(row))
                .list();
    }

    /// Whether there was a live credential to revoke.
    static boolean revoke(Handle tx, String clientId, Instant at) {
        return tx.createUpdate(REVOKE)
                        .bind("client_id", clientId)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    static boolean isKnown(Handle tx, String clientId) {
        return tx.createQuery(IS_KNOWN)
                .bind("client_id", clientId)
                .mapTo(Boolean.class)
                .one();
    }

    private static Credential read(ResultSet row) throws SQLException {
        return new Credential(
                row.getString("client_id"),
                Columns.id(row, "merchant_id", MerchantId::new),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "revoked_at"));
    }
}
