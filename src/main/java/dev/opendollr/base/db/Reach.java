package dev.opendollr.base.db;

import dev.opendollr.base.identity.MerchantId;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The scope of statements: the data of one merchant, which can be on one of several databases, or the data of
/// all merchants. The type says which.
public sealed interface Reach {
    Database database();

    /// Runs `work` in one transaction. Repeats it as a whole if PostgreSQL reports a serialization failure or a
    /// deadlock. So `work` must change nothing but the database.
    default <T> T transact(Function<Handle, T> work) {
        return database().transact(work);
    }

    /// Runs several reads on one view of the database.
    default <T> T snapshot(Function<Handle, T> reads) {
        return database().snapshot(reads);
    }

    /// Runs a single statement, which is its own transaction. Repeats it if PostgreSQL reports a serialization
    /// failure or a deadlock.
    default <T> T single(Function<Handle, T> statement) {
        return database().single(statement);
    }

    /// Runs statements and transactions one after the other on one connection. Repeats all of them if
    /// PostgreSQL reports a serialization failure or a deadlock.
    default <T> T session(Function<Handle, T> work) {
        return database().session(work);
    }

    /// Reads the rows of one statement as long as they are wanted. The rows stay in PostgreSQL until they are
    /// fetched, so the statement must set [Database#ROWS_AT_ONCE]. The listing must not wait for the HTTP
    /// caller: a slow caller would hold the connection.
    default <T> void list(Listing<T> listing, Function<Handle, ResultIterable<T>> statement) {
        database().list(listing, statement);
    }

    /// The data of one merchant.
    record OfMerchant(Database database, MerchantId merchant) implements Reach {}

    /// The data of all merchants, and data that belongs to none.
    record Everywhere(Database database) implements Reach {}
}
