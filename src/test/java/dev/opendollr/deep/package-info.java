/// Tests that run programs of others against a server: generated clients, browsers, proxies. Only the Maven profile
/// `deep` runs them.
@NullMarked
package dev.opendollr.deep;

import org.jspecify.annotations.NullMarked;
