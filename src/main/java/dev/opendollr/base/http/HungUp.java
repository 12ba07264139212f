package dev.opendollr.base.http;

import java.io.IOException;

/// The caller is not there any more, or reads too slowly, and will not get the rest of the answer.
final class HungUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    HungUp(IOException cause) {
        super(cause);
    }
}
