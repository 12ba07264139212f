/// The HTTP edge: typed reading of requests, tokens, answers to problems, the contract.
@NullMarked
@CheckReturnValue
package dev.opendollr.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
