/// How pages speak: their languages, their texts, and how amounts, times and names are shown.
@NullMarked
@CheckReturnValue
package dev.opendollr.page.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
