/// Measures a running server against pgbench on the same database. The only package that may fill a database with
/// merchants and orders of its own.
@NullMarked
@CheckReturnValue
package dev.opendollr.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
