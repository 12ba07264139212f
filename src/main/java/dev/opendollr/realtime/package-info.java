/// Keys with which payers' pages receive the events of a payment as they happen.
@NullMarked
@CheckReturnValue
package dev.opendollr.realtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
