/// Fair shares of the resources that all callers use.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.work;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
