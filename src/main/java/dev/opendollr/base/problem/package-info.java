/// What this service refuses to do, free of HTTP.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
