/// Predicts what payments will cost and which method and provider can carry them, before money moves.
@NullMarked
@CheckReturnValue
package dev.opendollr.prediction;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
