/// The words that all who move money share: currencies, amounts, methods, who bears fees. The only package that rounds.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.money;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
