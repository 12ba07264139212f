/// The books: every step of money leaves one account and reaches another, wallets included. Nothing else writes
/// postings or balances.
@NullMarked
@CheckReturnValue
package dev.opendollr.ledger;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
