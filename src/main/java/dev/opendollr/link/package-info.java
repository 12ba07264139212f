/// Links that a merchant sends to payers, and the pages behind them.
@NullMarked
@CheckReturnValue
package dev.opendollr.link;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
