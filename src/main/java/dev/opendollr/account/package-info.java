/// Payment accounts: where the money of parties comes from and goes to.
@NullMarked
@CheckReturnValue
package dev.opendollr.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
