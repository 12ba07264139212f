/// Receipts: what a payer has paid, for what, and what it cost.
@NullMarked
@CheckReturnValue
package dev.opendollr.receipt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
