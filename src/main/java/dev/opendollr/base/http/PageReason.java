package dev.opendollr.base.http;

import dev.opendollr.base.problem.Reason;

/// Why a form from a browser is refused.
sealed interface PageReason extends Reason {
    record FromAnotherSite() implements PageReason {}
}
