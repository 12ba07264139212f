/// A gateway whose outcomes the developer chooses, and a clock that can be moved.
@NullMarked
@CheckReturnValue
package dev.opendollr.gateway.sandbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
