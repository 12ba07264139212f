package dev.opendollr.page.receipt;

import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.page.text.Texts;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.source.SourceStatus;

/// The words of the API in a language of payers.
final class Words {
    private final Texts texts;

    Words(Texts texts) {
        this.texts = texts;
    }

    String status(SourceStatus status) {
        return switch (status) {
            case PAID -> texts.say("receipt.status.paid");
            case IDLE, ACTIVE, PROCESSING, CANCELED -> throw new IllegalArgumentException("no receipt while " + status);
        };
    }

    String method(PaymentMethod method) {
        return switch (method) {
            case MTN_MOMO_LBR -> texts.say("receipt.method.mtn_liberia");
            case ORANGE_MONEY_LBR -> texts.say("receipt.method.orange_liberia");
            case AIRTEL_RWA -> texts.say("receipt.method.airtel_rwanda");
            case MTN_MOMO_RWA -> texts.say("receipt.method.mtn_rwanda");
            case ORANGE_MONEY_RWA -> texts.say("receipt.method.orange_rwanda");
            case CREDIT_CARD -> texts.say("receipt.method.card");
            case WALLET -> texts.say("receipt.method.wallet");
        };
    }

    String provider(Provider provider) {
        return switch (provider) {
            case MTN_MOMO_LBR -> texts.say("receipt.method.mtn_liberia");
            case ORANGE_MONEY_LBR -> texts.say("receipt.method.orange_liberia");
            case PAWAPAY -> texts.say("receipt.provider.pawapay");
            case STRIPE -> texts.say("receipt.provider.stripe");
            case PLATFORM -> texts.say("receipt.provider.platform");
        };
    }

    String bearer(FeeBearer bearer) {
        return switch (bearer) {
            case PAYER -> texts.say("receipt.fees_by.payer");
            case PAYEE -> texts.say("receipt.fees_by.payee");
        };
    }

    String merchantType(MerchantType type) {
        return switch (type) {
            case MICRO_ORGANIZATION -> texts.say("receipt.merchant.micro");
            case ORGANIZATION -> texts.say("receipt.merchant.organization");
        };
    }

    String relationship(RelationshipType type) {
        return switch (type) {
            case CUSTOMER -> texts.say("receipt.relationship.customer");
            case FRIEND -> texts.say("receipt.relationship.friend");
            case DONOR -> texts.say("receipt.relationship.donor");
            case DONEE -> texts.say("receipt.relationship.donee");
            case FAMILY -> texts.say("receipt.relationship.family");
            case EMPLOYEE -> texts.say("receipt.relationship.employee");
            case SUPPLIER -> texts.say("receipt.relationship.supplier");
            case CONTACT -> texts.say("receipt.relationship.contact");
            case SERVICE_PROVIDER -> texts.say("receipt.relationship.service_provider");
            case PARTNER -> texts.say("receipt.relationship.partner");
            case BENEFICIARY -> texts.say("receipt.relationship.beneficiary");
            case SELF -> texts.say("receipt.relationship.self");
        };
    }
}
