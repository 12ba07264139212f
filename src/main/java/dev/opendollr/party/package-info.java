/// People and organizations a merchant deals with.
@NullMarked
@CheckReturnValue
package dev.opendollr.party;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
