/// Requests that nobody would think of, made from seeds: no failure of the server's own, no hang, bounded memory.
@NullMarked
package dev.opendollr.fuzz;

import org.jspecify.annotations.NullMarked;
