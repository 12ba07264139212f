/// News of payments as they happen.
@NullMarked
@CheckReturnValue
package dev.opendollr.realtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
