/// The door to PostgreSQL, its migrations, and what must be true in it.
@NullMarked
@CheckReturnValue
package dev.opendollr.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
