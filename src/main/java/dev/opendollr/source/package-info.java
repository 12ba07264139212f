/// Orders and invoices: what a counterparty is asked to pay.
@NullMarked
@CheckReturnValue
package dev.opendollr.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
