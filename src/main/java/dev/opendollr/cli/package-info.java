/// The command line.
@NullMarked
@CheckReturnValue
package dev.opendollr.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
