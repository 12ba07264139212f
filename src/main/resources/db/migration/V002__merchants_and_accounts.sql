-- Whoever may take and send money; others may only prepare. The phone of a verified merchant names it to others.
alter table merchant
    add column verified_at  timestamptz,
    add column demo_partner boolean not null default false,
    add constraint merchant_is_one_demo check (not (demo and demo_partner));

create unique index merchant_verified_phone on merchant (phone) where verified_at is not null;

-- The sandbox's second merchant, for the first one to send money to.
create unique index merchant_demo_partner on merchant (demo_partner) where demo_partner;

-- What a user of a merchant confirms a payout with. The hash is Argon2id in its usual text form.
create table passcode (
    merchant_id  bigint      not null references merchant (id),
    phone        text        not null check (phone ~ '^[1-9][0-9]{7,14}$'),
    user_id      text        check (length(user_id) between 1 and 1000),
    hash         text        not null check (hash ~ '^\$argon2id\$'),
    failures     integer     not null default 0 check (failures between 0 and 5),
    locked_until timestamptz,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (merchant_id, phone),
    check ((failures = 5) = (locked_until is not null))
);

create unique index passcode_of_user on passcode (merchant_id, user_id) where user_id is not null;

-- Where a party's money comes from or goes to. The number is a phone, or a card's name at the card gateway.
create sequence payment_account_id;
create table payment_account (
    merchant_id                bigint      not null references merchant (id),
    id                         bigint      not null default nextval('payment_account_id'),
    operation_type             text        not null check (operation_type in
        ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
    account_name               text        not null check (length(account_name) <= 1000),
    provider                   text        not null check (provider in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'PAWAPAY', 'STRIPE', 'PLATFORM')),
    method                     text        not null check (method in
        ('MTN_MOMO_LBR', 'ORANGE_MONEY_LBR', 'AIRTEL_RWA', 'MTN_MOMO_RWA', 'ORANGE_MONEY_RWA', 'CREDIT_CARD',
         'WALLET')),
    party_id                   bigint      not null,
    country_code               text        check (length(country_code) <= 1000),
    insensitive_account_number text,
    is_active                  boolean     not null default true,
    created_at                 timestamptz not null,
    updated_at                 timestamptz not null,
    primary key (merchant_id, id),
    foreign key (merchant_id, party_id) references party (merchant_id, id),
    -- A card's own number has no place here.
    check (case method
               when 'CREDIT_CARD' then insensitive_account_number is null
                                    or insensitive_account_number ~ '^pm_[A-Za-z0-9_]{1,252}$'
               when 'WALLET' then insensitive_account_number is null
                               or insensitive_account_number ~ '^[1-9][0-9]{7,14}$'
               else coalesce(insensitive_account_number, '') ~ '^[1-9][0-9]{7,14}$'
           end),
    check (not (method = 'CREDIT_CARD' and operation_type = 'PAYOUT'))
);

create index payment_account_of_party on payment_account (merchant_id, party_id);

-- A source that was made, filled and published in one call, and what its payer's page needs.
create sequence checkout_id;
create table checkout (
    merchant_id bigint      not null,
    id          bigint      not null default nextval('checkout_id'),
    source_id   bigint      not null,
    mode        text        not null check (mode in ('HOSTED', 'DIRECT')),
    success_url text        check (length(success_url) <= 1000),
    cancel_url  text        check (length(cancel_url) <= 1000),
    expires_at  timestamptz check (expires_at > created_at),
    created_at  timestamptz not null,
    primary key (merchant_id, id),
    unique (merchant_id, source_id),
    foreign key (merchant_id, source_id) references source (merchant_id, id)
);

create index party_by_phone on party (merchant_id, phone, id);
