/// The door to PostgreSQL, its migrations, and the embedded server.
@NullMarked
@CheckReturnValue
package dev.opendollr.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
