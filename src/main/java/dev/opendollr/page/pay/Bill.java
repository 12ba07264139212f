package dev.opendollr.page.pay;

import java.util.List;
import java.util.Optional;

/// What is to be paid to whom, as a payer reads it.
///
/// `fees` says who bears the fees. `dueDate` is that of an invoice, and `deadline` the end of the time to pay.
public record Bill(
        String merchant,
        String document,
        List<Line> lines,
        String total,
        Optional<String> note,
        String fees,
        Optional<String> dueDate,
        Optional<String> deadline) {
    public Bill {
        lines = List.copyOf(lines);
    }

    public record Line(String name, String quantity, String price, String total) {}
}
