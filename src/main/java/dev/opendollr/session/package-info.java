/// Intents to move money. Each can be executed once.
@NullMarked
@CheckReturnValue
package dev.opendollr.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
