/// Merchants, their credentials and their tokens.
@NullMarked
@CheckReturnValue
package dev.opendollr.merchant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
