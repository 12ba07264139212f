/// The types that all features with money share: currencies, amounts, payment methods, and who bears the fees.
/// The only package that rounds.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.money;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
