/// Texts from outside: what they may consist of, how they are shown, and what must not be in them.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
