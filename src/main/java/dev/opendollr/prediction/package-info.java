/// What payments will cost and by which way they can go, told before anything moves.
@NullMarked
@CheckReturnValue
package dev.opendollr.prediction;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
