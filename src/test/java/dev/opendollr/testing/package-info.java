/// What tests stand on: databases, servers, clients.
@NullMarked
package dev.opendollr.testing;

import org.jspecify.annotations.NullMarked;
