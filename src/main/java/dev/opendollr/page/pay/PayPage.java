package dev.opendollr.page.pay;

import java.time.Duration;
import java.util.Optional;

/// One page of a payer, ready to be shown.
///
/// `name` is one that no reader sees and that is the same in all languages.
public sealed interface PayPage {
    String name();

    String title();

    /// Step 1.
    record What(String name, String title, WhatView view) implements PayPage {}

    /// Step 2.
    record How(String name, String title, HowView view) implements PayPage {}

    /// Step 3.
    record Check(String name, String title, CheckView view) implements PayPage {}

    /// Step 4. `isYoung` is whether a browser without JavaScript still asks for the page again by itself.
    record Wait(String name, String title, boolean isYoung, WaitView view) implements PayPage {}

    /// Step 5, and what else has no step.
    record End(String name, String title, int httpStatus, Optional<Duration> retryAfter, EndView view)
            implements PayPage {}
}
