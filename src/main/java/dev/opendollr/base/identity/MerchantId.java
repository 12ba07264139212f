package dev.opendollr.base.identity;

/// The number of a merchant. Every key of the merchant's data begins with it.
public record MerchantId(long value) implements Id {
    public MerchantId {
        if (value <= 0) {
            throw new IllegalArgumentException("merchant id " + value);
        }
    }
}
