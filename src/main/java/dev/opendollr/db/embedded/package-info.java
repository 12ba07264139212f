/// The embedded PostgreSQL: unpacked, started, watched and stopped.
@NullMarked
@CheckReturnValue
package dev.opendollr.db.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
