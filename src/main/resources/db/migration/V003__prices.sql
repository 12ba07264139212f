-- Who carries money, under a number that answers name and that never changes.
create table provider (
    id   bigint not null primary key,
    name text   not null unique check (name in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'PAWAPAY', 'STRIPE', 'PLATFORM'))
);

-- A plan of platform fees; at most one is the default.
create table fee_tier (
    id         bigint      not null generated always as identity primary key,
    name       text        not null unique check (length(name) between 1 and 100),
    is_default boolean     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create unique index fee_tier_default on fee_tier (is_default) where is_default;

-- What the platform takes for an operation, from effective_from until just before effective_to. Percentages are
-- numbers such as 1.5. A rate of one payment method goes before the rate of all. Rates are ended, never rewritten.
create table fee_tier_rate (
    id                 bigint      not null generated always as identity primary key,
    fee_tier_id        bigint      not null references fee_tier (id),
    operation_type     text        not null check (operation_type in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
    payment_method     text        check (payment_method in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'AIRTEL_RWA', 'MTN_MOMO_RWA', 'ORANGE_MONEY_RWA', 'CREDIT_CARD',
         'WALLET')),
    percentage         numeric     not null check (percentage between 0 and 100 and scale(percentage) <= 6),
    fixed_fee          numeric     check (fixed_fee between 0 and 999999999999.99),
    fixed_fee_currency text        check (fixed_fee_currency ~ '^[A-Z]{3}$'),
    fx_percentage      numeric     not null check (fx_percentage between 0 and 100 and scale(fx_percentage) <= 6),
    effective_from     timestamptz not null,
    effective_to       timestamptz check (effective_to >= effective_from),
    created_at         timestamptz not null,
    check ((fixed_fee is null) = (fixed_fee_currency is null))
);

create index fee_tier_rate_in_force on fee_tier_rate (fee_tier_id, operation_type, payment_method, effective_from);

-- What a gateway takes. The same rules.
create table gateway_fee (
    id                 bigint      not null generated always as identity primary key,
    provider_id        bigint      not null references provider (id),
    operation_type     text        not null check (operation_type in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
    payment_method     text        not null check (payment_method in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'AIRTEL_RWA', 'MTN_MOMO_RWA', 'ORANGE_MONEY_RWA', 'CREDIT_CARD',
         'WALLET')),
    percentage         numeric     not null check (percentage between 0 and 100 and scale(percentage) <= 6),
    fixed_fee          numeric     check (fixed_fee between 0 and 999999999999.99),
    fixed_fee_currency text        check (fixed_fee_currency ~ '^[A-Z]{3}$'),
    effective_from     timestamptz not null,
    effective_to       timestamptz check (effective_to >= effective_from),
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    check ((fixed_fee is null) = (fixed_fee_currency is null))
);

create index gateway_fee_in_force on gateway_fee (provider_id, operation_type, payment_method, effective_from);

-- How many units of the quote currency one unit of the base currency is, and who says so.
create table fx_rate (
    id             bigint      not null generated always as identity primary key,
    base_currency  text        not null check (base_currency ~ '^[A-Z]{3}$'),
    quote_currency text        not null check (quote_currency ~ '^[A-Z]{3}$'),
    rate           numeric     not null check (rate > 0 and rate <= 1000000000 and scale(rate) <= 20),
    source         text        not null check (length(source) between 1 and 200),
    effective_from timestamptz not null,
    effective_to   timestamptz check (effective_to >= effective_from),
    created_at     timestamptz not null,
    check (base_currency <> quote_currency)
);

create index fx_rate_in_force on fx_rate (base_currency, quote_currency, effective_from);

-- The tier of a merchant. A merchant without one has the default tier.
create sequence merchant_fee_tier_id;
create table merchant_fee_tier (
    merchant_id bigint      not null primary key references merchant (id),
    id          bigint      not null default nextval('merchant_fee_tier_id'),
    fee_tier_id bigint      not null references fee_tier (id),
    assigned_at timestamptz not null,
    assigned_by text        check (length(assigned_by) between 1 and 100)
);

-- Which method a mobile operator's customers pay with. `name` is what the phone library calls the operator; rows may be
-- added and changed where it errs.
create table carrier (
    country_code   text not null check (country_code ~ '^[A-Z]{2}$'),
    name           text not null,
    shown_as       text not null,
    payment_method text not null check (payment_method in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'AIRTEL_RWA', 'MTN_MOMO_RWA', 'ORANGE_MONEY_RWA')),
    primary key (country_code, name)
);

-- Numbers whose operator the phone library does not know, or knows wrongly; the longest prefix goes first.
create table carrier_prefix (
    digits       text not null primary key check (digits ~ '^[1-9][0-9]{2,14}$'),
    country_code text not null,
    carrier_name text not null,
    foreign key (country_code, carrier_name) references carrier (country_code, name)
);

insert into carrier (country_code, name, shown_as, payment_method)
values ('LR', 'Lonestar Cell', 'MTN', 'MTN_MOMO_LBR'),
       ('LR', 'Orange', 'Orange', 'ORANGE_MONEY_LBR'),
       ('RW', 'MTN', 'MTN', 'MTN_MOMO_RWA'),
       ('RW', 'Airtel', 'Airtel', 'AIRTEL_RWA'),
       ('RW', 'TIGO', 'Airtel', 'AIRTEL_RWA');

insert into carrier_prefix (digits, country_code, carrier_name)
values ('23155', 'LR', 'Lonestar Cell');

insert into provider (id, name)
values (1, 'MTN_MOMO_LBR'), (2, 'ORANGE_MONEY_LBR'), (3, 'PAWAPAY'), (4, 'STRIPE'), (5, 'PLATFORM');

-- What follows is an illustrative seed of OpenDollr, made up in 2026 to have something to try: neither Dollr's prices
-- nor a market's. docs/money.md shows it as tables. Replace it with `opendollr fees import` and `rates import`.
insert into fee_tier (name, is_default, created_at, updated_at)
values ('STANDARD', true, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
       ('PREFERRED', false, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');

insert into fee_tier_rate (fee_tier_id, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency,
                           fx_percentage, effective_from, created_at)
select fee_tier.id, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency, fx_percentage,
       '2000-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
  from (values ('STANDARD', 'COLLECTION', null, 1.5, cast(null as numeric), null, 1),
               ('STANDARD', 'COLLECTION', 'CREDIT_CARD', 2.5, 0.30, 'USD', 1),
               ('STANDARD', 'PAYOUT', null, 1, null, null, 1),
               ('STANDARD', 'TRANSFER', null, 0.5, null, null, 1),
               ('STANDARD', 'REFUND', null, 0, null, null, 0),
               ('PREFERRED', 'COLLECTION', null, 1, null, null, 0.5),
               ('PREFERRED', 'COLLECTION', 'CREDIT_CARD', 2, 0.20, 'USD', 0.5),
               ('PREFERRED', 'PAYOUT', null, 0.5, null, null, 0.5),
               ('PREFERRED', 'TRANSFER', null, 0.25, null, null, 0.5),
               ('PREFERRED', 'REFUND', null, 0, null, null, 0))
       as seed (tier, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency, fx_percentage)
  join fee_tier on fee_tier.name = tier;

insert into gateway_fee (provider_id, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency,
                         effective_from, created_at, updated_at)
select provider.id, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency,
       '2000-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
  from (values ('PAWAPAY', 'COLLECTION', 'MTN_MOMO_LBR', 1, cast(null as numeric), null),
               ('PAWAPAY', 'COLLECTION', 'ORANGE_MONEY_LBR', 1.2, null, null),
               ('PAWAPAY', 'COLLECTION', 'AIRTEL_RWA', 1.5, null, null),
               ('PAWAPAY', 'COLLECTION', 'MTN_MOMO_RWA', 1.5, null, null),
               ('PAWAPAY', 'COLLECTION', 'ORANGE_MONEY_RWA', 1.5, null, null),
               ('PAWAPAY', 'PAYOUT', 'MTN_MOMO_LBR', 0.5, 0.05, 'USD'),
               ('PAWAPAY', 'PAYOUT', 'ORANGE_MONEY_LBR', 0.5, 0.05, 'USD'),
               ('PAWAPAY', 'PAYOUT', 'AIRTEL_RWA', 0.5, 100, 'RWF'),
               ('PAWAPAY', 'PAYOUT', 'MTN_MOMO_RWA', 0.5, 100, 'RWF'),
               ('PAWAPAY', 'PAYOUT', 'ORANGE_MONEY_RWA', 0.5, 100, 'RWF'),
               ('PAWAPAY', 'REFUND', 'MTN_MOMO_LBR', 0, null, null),
               ('PAWAPAY', 'REFUND', 'ORANGE_MONEY_LBR', 0, null, null),
               ('PAWAPAY', 'REFUND', 'AIRTEL_RWA', 0, null, null),
               ('PAWAPAY', 'REFUND', 'MTN_MOMO_RWA', 0, null, null),
               ('PAWAPAY', 'REFUND', 'ORANGE_MONEY_RWA', 0, null, null),
               ('STRIPE', 'COLLECTION', 'CREDIT_CARD', 2.9, 0.30, 'USD'),
               ('STRIPE', 'REFUND', 'CREDIT_CARD', 0, null, null))
       as seed (provider_name, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency)
  join provider on provider.name = provider_name;

insert into fx_rate (base_currency, quote_currency, rate, source, effective_from, created_at)
select base_currency, quote_currency, rate, 'OpenDollr illustrative seed, 2026', '2000-01-01T00:00:00Z',
       '2026-01-01T00:00:00Z'
  from (values ('USD', 'LRD', 200),
               ('LRD', 'USD', 0.005),
               ('USD', 'RWF', 1450),
               ('RWF', 'USD', 0.000689655172413793),
               ('LRD', 'RWF', 7.25),
               ('RWF', 'LRD', 0.137931034482759))
       as seed (base_currency, quote_currency, rate);

insert into merchant_fee_tier (merchant_id, fee_tier_id, assigned_at)
select merchant.id, fee_tier.id, merchant.created_at
  from merchant
  join fee_tier on is_default;
