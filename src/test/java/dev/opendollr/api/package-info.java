/// Tests over HTTP against a running server.
@NullMarked
package dev.opendollr.api;

import org.jspecify.annotations.NullMarked;
