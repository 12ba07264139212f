/// The contract with gateways, which move money outside of this service.
@NullMarked
@CheckReturnValue
package dev.opendollr.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
