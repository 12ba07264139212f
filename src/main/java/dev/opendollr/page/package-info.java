/// What a payer's page shows: one table decides, and one snapshot holds all that a page needs.
@NullMarked
@CheckReturnValue
package dev.opendollr.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
