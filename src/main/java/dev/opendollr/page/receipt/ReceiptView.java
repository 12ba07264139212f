package dev.opendollr.page.receipt;

import dev.opendollr.page.Facts;
import java.util.List;

/// What the page of a receipt shows, as its reader reads it.
///
/// @param number of the order or the invoice, with its word
/// @param paid what the payer has paid, with all fees
/// @param other facts that payers seldom need and that the merchant asks for when something is to be found
/// @param givenBack what the merchant gives back of this payment
/// @param notKept other payments for the same that could not be kept
public record ReceiptView(
        String number,
        String merchant,
        String paid,
        Facts payment,
        Facts cost,
        List<Line> items,
        String total,
        String note,
        Facts customer,
        Facts other,
        List<Back> givenBack,
        List<Back> notKept,
        Code code) {
    /// One line of what was bought. `id` is its number at this service.
    public record Line(String id, String name, String quantity, String price, String total) {}

    /// Money that goes back. `reference` is the number to quote.
    public record Back(String amount, String state, String reference) {}

    public ReceiptView {
        items = List.copyOf(items);
        givenBack = List.copyOf(givenBack);
        notKept = List.copyOf(notKept);
    }
}
