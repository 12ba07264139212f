/// The embedded PostgreSQL: unpacked, started, watched and stopped.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.db.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
