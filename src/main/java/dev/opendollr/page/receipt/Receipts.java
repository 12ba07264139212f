package dev.opendollr.page.receipt;

import dev.opendollr.base.db.Database;
import dev.opendollr.execution.Executions;
import dev.opendollr.link.Link;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.page.Sight;
import dev.opendollr.page.text.Texts;
import dev.opendollr.source.Sources;

/// Receipts that payers read behind a link.
public final class Receipts {
    private final Database database;
    private final Merchants merchants;
    private final Sources sources;
    private final Executions executions;
    private final PublicLinks links;

    public Receipts(Database database, Merchants merchants, Sources sources, Executions executions, PublicLinks links) {
        this.database = database;
        this.merchants = merchants;
        this.sources = sources;
        this.executions = executions;
        this.links = links;
    }

    /// The receipt of a source whose table of pages says that it has one: it is paid, and stays so.
    public ReceiptView view(Link link, Sight sight, Texts texts) {
        var receipt = database.of(link.merchant()).snapshot(tx -> {
            var paid = executions.paid(tx, link.merchant(), link.sourceId()).orElseThrow();
            return new Receipt(
                    merchants.find(tx, link.merchant()).orElseThrow(),
                    sources.find(tx, link.merchant(), link.sourceKind(), link.sourceId())
                            .orElseThrow(),
                    paid,
                    executions.refunds(tx, link.merchant(), paid.execution().id()));
        });
        return new ReceiptFacts(receipt, texts).view(sight.standing().returns(), Code.of(links.url(link)));
    }
}
