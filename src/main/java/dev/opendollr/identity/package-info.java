/// Who calls.
@NullMarked
@CheckReturnValue
package dev.opendollr.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
