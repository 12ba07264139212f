/// The feed of changes for merchants. Sources and executions write it; readers miss nothing.
@NullMarked
@CheckReturnValue
package dev.opendollr.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
