package dev.opendollr.base.identity;

/// The number with which a request names an owner: a merchant, or somebody who is not a merchant.
public record OwnerId(long value) implements Id {
    public boolean isOf(MerchantId merchant) {
        return value == merchant.value();
    }
}
