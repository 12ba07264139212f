/// How those who ask share what all of them use.
@NullMarked
@CheckReturnValue
package dev.opendollr.work;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
