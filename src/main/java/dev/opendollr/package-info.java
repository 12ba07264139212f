/// The program as a whole: its configuration, and how its parts are put together.
@NullMarked
@CheckReturnValue
package dev.opendollr;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
