-- A business that uses this service. With its credentials the only data without a merchant in front of the key.
create table merchant (
    id            bigint      not null generated always as identity primary key,
    name          text        not null check (name <> ''),
    merchant_type text        not null check (merchant_type in ('MICRO_ORGANIZATION', 'ORGANIZATION')),
    email         text,
    phone         text        check (phone ~ '^[1-9][0-9]{7,14}$'),
    demo          boolean     not null default false,
    created_at    timestamptz not null
);

-- The sandbox comes with one merchant to try it with.
create unique index merchant_demo on merchant (demo) where demo;

-- What a merchant's server logs in with. Found by client id alone, so it is keyed by it.
create table credential (
    client_id     text        not null primary key,
    merchant_id   bigint      not null references merchant (id),
    secret_sha256 text        not null check (secret_sha256 ~ '^[0-9a-f]{64}$'),
    created_at    timestamptz not null,
    revoked_at    timestamptz
);

create index credential_of_merchant on credential (merchant_id);

-- A person or an organization a merchant deals with.
create sequence party_id;
create table party (
    merchant_id  bigint      not null references merchant (id),
    id           bigint      not null default nextval('party_id'),
    fullname     text        not null check (length(fullname) <= 1000),
    phone        text        not null check (phone ~ '^[1-9][0-9]{7,14}$'),
    email        text,
    country_code text,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (merchant_id, id)
);

-- What a party is to a merchant.
create sequence counterparty_id;
create table counterparty (
    merchant_id       bigint      not null references merchant (id),
    id                bigint      not null default nextval('counterparty_id'),
    relationship_type text        not null check (relationship_type in
        ('CUSTOMER', 'FRIEND', 'DONOR', 'DONEE', 'FAMILY', 'EMPLOYEE', 'SUPPLIER', 'CONTACT', 'SERVICE_PROVIDER',
         'PARTNER', 'BENEFICIARY', 'SELF')),
    party_id          bigint,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    primary key (merchant_id, id),
    foreign key (merchant_id, party_id) references party (merchant_id, id)
);

create index counterparty_of_party on counterparty (merchant_id, party_id);

-- An order or an invoice: what a counterparty is asked to pay.
create sequence source_id;
create sequence order_number;
create sequence invoice_number;
create table source (
    merchant_id     bigint      not null references merchant (id),
    id              bigint      not null default nextval('source_id'),
    kind            text        not null check (kind in ('ORDER', 'INVOICE')),
    number          text        not null,
    reference_id    text        check (length(reference_id) <= 1000),
    counterparty_id bigint      not null,
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    total_amount    numeric     not null check (total_amount between 0 and 999999999999.99),
    item_count      integer     not null check (item_count between 0 and 1000),
    note            text        not null check (length(note) <= 1000),
    fee_bearer      text        not null check (fee_bearer in ('PAYER', 'PAYEE')),
    as_payment_link boolean     not null,
    due_date        timestamptz check (kind = 'INVOICE' or due_date is null),
    status          text        not null check (status in ('IDLE', 'ACTIVE', 'PROCESSING', 'PAID', 'CANCELED')),
    prior_status    text        check (prior_status in ('IDLE', 'ACTIVE', 'PROCESSING')),
    version         integer     not null check (version > 0),
    paid_at         timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (merchant_id, id),
    unique (merchant_id, kind, number),
    foreign key (merchant_id, counterparty_id) references counterparty (merchant_id, id),
    check ((status = 'PAID') = (paid_at is not null))
);

create sequence source_item_id;
create table source_item (
    merchant_id bigint      not null,
    source_id   bigint      not null,
    id          bigint      not null default nextval('source_item_id'),
    name        text        not null check (length(name) <= 1000),
    currency    text        not null check (currency ~ '^[A-Z]{3}$'),
    qty         integer     not null check (qty > 0),
    amount      numeric     not null check (amount > 0 and amount <= 999999999999.99),
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    primary key (merchant_id, source_id, id),
    foreign key (merchant_id, source_id) references source (merchant_id, id)
);

-- What happened to a source, once each: audit trail and history. A second event of one version fails here.
create table source_event (
    merchant_id bigint      not null,
    source_id   bigint      not null,
    version     integer     not null check (version > 0),
    type        text        not null check (type in
        ('CREATED', 'UPDATED', 'ITEM_ADDED', 'ITEM_UPDATED', 'ITEM_REMOVED', 'PUBLISHED', 'CANCELED')),
    from_status text        check (from_status in ('IDLE', 'ACTIVE', 'PROCESSING')),
    to_status   text        not null check (to_status in ('IDLE', 'ACTIVE', 'PROCESSING', 'PAID', 'CANCELED')),
    at          timestamptz not null,
    actor       text        not null,
    request_id  text        not null,
    reason      text        check (length(reason) <= 255),
    primary key (merchant_id, source_id, version),
    foreign key (merchant_id, source_id) references source (merchant_id, id)
);

-- The first answer to a creation that may be sent again.
create table idempotency_key (
    merchant_id bigint      not null references merchant (id),
    key         text        not null check (length(key) <= 255),
    fingerprint text        not null check (fingerprint ~ '^[0-9a-f]{64}$'),
    answer      text,
    created_at  timestamptz not null,
    primary key (merchant_id, key)
);

create index idempotency_key_by_age on idempotency_key (merchant_id, created_at);
