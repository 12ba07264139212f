package dev.opendollr.cli;

import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.text.Escaped;
import dev.opendollr.merchant.Merchant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A [Merchant] as commands print it.
record MerchantJson(
        long merchantId,
        String name,
        MerchantType type,
        Optional<String> email,
        Optional<String> phone,
        Optional<Instant> verifiedAt) {
    static MerchantJson of(Merchant merchant) {
        return new MerchantJson(
                merchant.id().value(),
                merchant.name(),
                merchant.type(),
                merchant.email(),
                merchant.phone(),
                merchant.verifiedAt());
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("merchant_id", merchantId);
        facts.put("name", name);
        facts.put("type", type);
        facts.put("email", email.orElse("-"));
        facts.put("phone", phone.orElse("-"));
        facts.put("verified", verifiedAt.map(Instant::toString).orElse("no"));
        return facts;
    }

    String line() {
        return "%d\t%s\t%s\t%s"
                .formatted(
                        merchantId,
                        type,
                        Escaped.of(name),
                        verifiedAt.map(at -> "verified " + at).orElse("not verified"));
    }
}
