/// Texts that only this service can make, each for one purpose. Anyone can read a signed text. Only this
/// service can read a sealed text. Nobody can read what was hashed.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
