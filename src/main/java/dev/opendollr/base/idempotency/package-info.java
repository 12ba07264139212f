/// Creations that may be repeated.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.idempotency;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
