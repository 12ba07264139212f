/// The HTTP face of the pages: their routes, their files, and the headers that keep their addresses secret.
@NullMarked
@CheckReturnValue
package dev.opendollr.page.face;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
