/// Fees, rates and what payments cost by them.
@NullMarked
@CheckReturnValue
package dev.opendollr.pricing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
