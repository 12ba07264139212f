package dev.opendollr.api;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.merchant.Merchants.Registered;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.EnumMap;
import java.util.Map;

/// What one merchant has of payments: something to pay, something paid, accounts, a wallet, a session of each kind that
/// is good for use, and the reference of a completed movement of each kind.
record SampleMoney(
        Document activeOrder,
        Document activeInvoice,
        Document paidOrder,
        Document paidInvoice,
        long payer,
        long recipient,
        long wallet,
        long receiver,
        long paymentIntent,
        Map<OperationType, Long> sessions,
        Map<OperationType, String> references) {
    static final String PASSCODE_PHONE = "231770000001";
    static final String PASSCODE_USER = "till-1";
    static final String PASSCODE = "123456";

    /// An order or an invoice.
    record Document(long id, String number) {
        static Document of(Client shop, Kind kind, long id) {
            var detail = shop.get(kind.path() + "/retrieve/" + id).expect(200);
            return new Document(id, detail.text(kind.word() + "_number"));
        }
    }

    static SampleMoney of(TestServer server, Registered registered, Client shop) {
        server.setPasscode(registered.merchant().id(), PASSCODE_PHONE, PASSCODE_USER, PASSCODE);
        var counterparty = Orders.counterparty(shop);
        var payer = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        var recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        var partner = Payments.partner(shop, server.demoMerchant().partnerPhone());
        var order = Kind.ORDER.createActive(shop, counterparty);
        var invoice = Kind.INVOICE.createActive(shop, counterparty);
        var collected = completed(Payments.collect(shop, Kind.ORDER, order, payer));
        var _ = completed(Payments.collect(shop, Kind.INVOICE, invoice, payer));
        var activeOrder = Kind.ORDER.createActive(shop, counterparty);
        long intent = collected.paymentIntent();
        var use = new Use(shop, activeOrder, recipient, Payments.wallet(shop, "USD"), partner, intent);
        Map<OperationType, String> references = new EnumMap<>(OperationType.class);
        Map<OperationType, Long> sessions = new EnumMap<>(OperationType.class);
        references.put(OperationType.COLLECTION, collected.text("reference_id"));
        for (var operation : OperationType.values()) {
            if (operation != OperationType.COLLECTION) {
                references.put(operation, use.moved(operation));
            }
            sessions.put(operation, use.session(operation));
        }
        return new SampleMoney(
                Document.of(shop, Kind.ORDER, activeOrder),
                Document.of(shop, Kind.INVOICE, Kind.INVOICE.createActive(shop, counterparty)),
                Document.of(shop, Kind.ORDER, order),
                Document.of(shop, Kind.INVOICE, invoice),
                payer,
                recipient,
                use.wallet(),
                partner,
                intent,
                sessions,
                references);
    }

    /// What never was.
    static SampleMoney unknown(long id, Document order, Document invoice, String reference) {
        Map<OperationType, String> references = new EnumMap<>(OperationType.class);
        Map<OperationType, Long> sessions = new EnumMap<>(OperationType.class);
        for (var operation : OperationType.values()) {
            references.put(operation, reference);
            sessions.put(operation, id);
        }
        return new SampleMoney(order, invoice, order, invoice, id, id, id, id, id, sessions, references);
    }

    SampleMoney withKindsSwapped() {
        return new SampleMoney(
                activeInvoice,
                activeOrder,
                paidInvoice,
                paidOrder,
                payer,
                recipient,
                wallet,
                receiver,
                paymentIntent,
                sessions,
                references);
    }

    long session(OperationType operation) {
        return sessions.getOrDefault(operation, 0L);
    }

    String reference(OperationType operation) {
        return references.getOrDefault(operation, "");
    }

    private static Answer completed(Answer execution) {
        if (!execution.expect(200).text("status").equals("COMPLETED")) {
            throw new AssertionError(execution.body());
        }
        return execution;
    }

    /// What one dollar can be done with.
    private record Use(Client shop, long order, long recipient, long wallet, long receiver, long intent) {
        long session(OperationType operation) {
            return switch (operation) {
                case COLLECTION -> Payments.checkout(shop, order);
                case PAYOUT -> Payments.payoutSession(shop, recipient, "USD", "1");
                case TRANSFER -> Payments.transferSession(shop, wallet, receiver, "USD", "1");
                case REFUND ->
                    Payments.tryRefundSession(shop, intent, "1").expect(200).id();
            };
        }

        /// Uses a session; the reference of what it did.
        String moved(OperationType operation) {
            long session = session(operation);
            var reference = Payments.reference();
            var execution = switch (operation) {
                case COLLECTION -> throw new IllegalArgumentException("it would use up the order");
                case PAYOUT -> Payments.payOut(shop, session, recipient, reference, PASSCODE);
                case TRANSFER -> Payments.transfer(shop, session, reference);
                case REFUND -> Payments.refund(shop, session, reference);
            };
            return completed(execution).text("reference_id");
        }
    }
}
