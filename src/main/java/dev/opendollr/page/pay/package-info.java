/// The steps of a payment in a browser: what a payer chooses, and what each page shows.
@NullMarked
@CheckReturnValue
package dev.opendollr.page.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
