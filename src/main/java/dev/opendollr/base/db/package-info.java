/// The access to PostgreSQL, its migrations, and the rules that must hold in it.
@NullMarked
@CheckReturnValue
package dev.opendollr.base.db;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
