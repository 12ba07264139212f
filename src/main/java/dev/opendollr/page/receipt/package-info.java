/// The receipt as a page, and codes that lead to a page.
@NullMarked
@CheckReturnValue
package dev.opendollr.page.receipt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
