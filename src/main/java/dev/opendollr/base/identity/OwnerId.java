package dev.opendollr.base.identity;

/// The number by which a request names who owns something: a merchant, or somebody who is no merchant.
public record OwnerId(long value) implements Id {
    public boolean isOf(MerchantId merchant) {
        return value == merchant.value();
    }
}
