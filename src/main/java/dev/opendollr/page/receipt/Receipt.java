package dev.opendollr.page.receipt;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Executions;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.source.Sources;
import java.util.List;

/// A paid source, the payment that paid it, and what was given back of it since.
record Receipt(Merchant merchant, Sources.Detail detail, Executions.Paid paid, List<Execution> refunds) {
    Receipt {
        refunds = List.copyOf(refunds);
    }
}
