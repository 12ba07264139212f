-- A tier can have a smallest fee, so that parts of a payment do not cost less than the whole.
alter table fee_tier_rate
    add column smallest_fee          numeric check (smallest_fee between 0 and 999999999999.99),
    add column smallest_fee_currency text    check (smallest_fee_currency ~ '^[A-Z]{3}$'),
    add constraint fee_tier_rate_smallest_fee check ((smallest_fee is null) = (smallest_fee_currency is null));

-- The least that a total in one currency must come to in the currency its payer pays in. A floor of one payment method
-- goes before the floor of all. The same rules as for other prices.
create table collection_floor (
    id             bigint      not null generated always as identity primary key,
    payment_method text        check (payment_method in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'AIRTEL_RWA', 'MTN_MOMO_RWA', 'ORANGE_MONEY_RWA', 'CREDIT_CARD',
         'WALLET')),
    total_currency text        not null check (total_currency ~ '^[A-Z]{3}$'),
    payer_currency text        not null check (payer_currency ~ '^[A-Z]{3}$'),
    floor          numeric     not null check (floor between 0 and 999999999999.99),
    effective_from timestamptz not null,
    effective_to   timestamptz check (effective_to >= effective_from),
    created_at     timestamptz not null,
    check (total_currency <> payer_currency)
);

create index collection_floor_in_force on collection_floor (total_currency, payer_currency, effective_from);

-- How the amounts of an execution in two currencies were rounded: half up, as all were before this version, or against
-- whoever could gain.
alter table execution
    add column rounding text not null default 'HALF_UP' check (rounding in ('HALF_UP', 'AGAINST_GAIN'));
