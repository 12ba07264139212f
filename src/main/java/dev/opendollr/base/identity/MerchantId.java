package dev.opendollr.base.identity;

/// The number of a merchant: the first part of every key of its data.
public record MerchantId(long value) implements Id {
    public MerchantId {
        if (value <= 0) {
            throw new IllegalArgumentException("merchant id " + value);
        }
    }
}
