/// The identity of callers.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
