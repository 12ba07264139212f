/// Movements of money: started once, carried out by a gateway, settled once, no matter what happens in between.
@NullMarked
@CheckReturnValue
package dev.opendollr.execution;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
