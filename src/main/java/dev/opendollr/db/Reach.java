package dev.opendollr.db;

import dev.opendollr.identity.MerchantId;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// How far statements look: on the data of one merchant, which can be put on one database among several, or across all
/// merchants. The type says which.
public sealed interface Reach {
    Database database();

    /// Runs `work` in one transaction and again, whole, when PostgreSQL asks for that. `work` must therefore touch
    /// nothing but the database.
    default <T> T transact(Function<Handle, T> work) {
        return database().transact(work);
    }

    /// Runs several reads on one view of the database.
    default <T> T snapshot(Function<Handle, T> reads) {
        return database().snapshot(reads);
    }

    /// Runs a single statement, which is its own transaction, and again when PostgreSQL asks for that.
    default <T> T single(Function<Handle, T> statement) {
        return database().single(statement);
    }

    /// Runs statements and transactions one after the other on one connection, and all of them again when PostgreSQL
    /// asks for that.
    default <T> T session(Function<Handle, T> work) {
        return database().session(work);
    }

    /// Reads the rows of one statement as long as they are wanted. The rows wait in PostgreSQL, so the statement
    /// must say [Database#ROWS_AT_ONCE]; nobody may wait for a caller's reading meanwhile, who could hold the
    /// connection by reading slowly.
    default <T> void list(Listing<T> listing, Function<Handle, ResultIterable<T>> statement) {
        database().list(listing, statement);
    }

    /// What is done on behalf of one merchant.
    record OfMerchant(Database database, MerchantId merchant) implements Reach {}

    /// What looks across merchants, or at what belongs to none.
    record Everywhere(Database database) implements Reach {}
}
