/// The HTTP edge: typed reading of requests, who calls, answers to problems, the contract.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
