/// Intents to move money, each used up by its first execution.
@NullMarked
@CheckReturnValue
package dev.opendollr.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
