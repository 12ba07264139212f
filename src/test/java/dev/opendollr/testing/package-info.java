/// The base of the tests: databases, servers, clients.
@NullMarked
package dev.opendollr.testing;

import org.jspecify.annotations.NullMarked;
