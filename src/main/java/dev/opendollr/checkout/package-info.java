/// Checkouts: a source made, filled and published in one call, for a payer who is waiting.
@NullMarked
@CheckReturnValue
package dev.opendollr.checkout;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
