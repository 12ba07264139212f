/// Creations that may be repeated.
@NullMarked
@CheckReturnValue
package dev.opendollr.idempotency;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
