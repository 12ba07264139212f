/// Texts that only we can make: signed for all to read, or sealed for nobody to read, each for one purpose.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
