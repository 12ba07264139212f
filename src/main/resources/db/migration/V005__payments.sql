-- What happens to a source now includes its payments.
alter table source
    add column cancel_requested_at timestamptz;

alter table source_event
    drop constraint source_event_type_check,
    add constraint source_event_type_check check (type in
        ('CREATED', 'UPDATED', 'ITEM_ADDED', 'ITEM_UPDATED', 'ITEM_REMOVED', 'PUBLISHED', 'CANCELED',
         'PAYMENT_STARTED', 'PAYMENT_FAILED', 'PAID', 'CANCEL_REQUESTED', 'PAYMENT_NOT_KEPT', 'PAYMENT_RETURNED',
         'REFUNDED')) not valid,
    drop constraint source_event_from_status_check,
    add constraint source_event_from_status_check check (from_status in
        ('IDLE', 'ACTIVE', 'PROCESSING', 'PAID', 'CANCELED')) not valid;

alter table source_event validate constraint source_event_type_check;
alter table source_event validate constraint source_event_from_status_check;

-- A merchant's money in one currency. The balance is that of its postings, kept here so that it can be guarded.
create sequence wallet_id;
create table wallet (
    merchant_id bigint      not null references merchant (id),
    id          bigint      not null default nextval('wallet_id'),
    currency    text        not null check (currency ~ '^[A-Z]{3}$'),
    status      text        not null check (status in ('ACTIVE', 'RESTRICTED', 'FROZEN', 'CLOSED')),
    balance     numeric     not null check (balance >= 0),
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    primary key (merchant_id, id),
    unique (merchant_id, currency)
);

-- The intent to move money, used up by its first execution.
create sequence session_id;
create table session (
    merchant_id        bigint      not null references merchant (id),
    id                 bigint      not null default nextval('session_id'),
    operation_type     text        not null check (operation_type in ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
    status             text        not null check (status in ('ACTIVE', 'CONSUMED')),
    source_id          bigint,
    payment_account_id bigint,
    wallet_id          bigint,
    counterparty_id    bigint,
    original_id        bigint,
    currency           text        check (currency ~ '^[A-Z]{3}$'),
    amount             numeric     check (amount > 0 and amount <= 999999999999.99),
    reason             text        check (length(reason) <= 1000),
    expires_at         timestamptz not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (merchant_id, id),
    foreign key (merchant_id, source_id) references source (merchant_id, id),
    foreign key (merchant_id, payment_account_id) references payment_account (merchant_id, id),
    foreign key (merchant_id, wallet_id) references wallet (merchant_id, id),
    foreign key (merchant_id, counterparty_id) references counterparty (merchant_id, id),
    check ((operation_type = 'COLLECTION') = (source_id is not null)),
    check ((operation_type = 'PAYOUT') = (payment_account_id is not null)),
    check ((operation_type = 'TRANSFER') = (counterparty_id is not null)),
    check ((operation_type = 'REFUND') = (original_id is not null)),
    check ((operation_type in ('PAYOUT', 'TRANSFER')) = (wallet_id is not null)),
    check ((operation_type = 'COLLECTION') = (amount is null)),
    check ((amount is null) = (currency is null))
);

-- One movement of money: what was asked, what it costs, and how far it has come. Without a session: money that could
-- not be kept and is given back.
create sequence execution_id;
create table execution (
    merchant_id             bigint      not null references merchant (id),
    id                      bigint      not null default nextval('execution_id'),
    operation_type          text        not null check (operation_type in
        ('COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
    reference_id            uuid        not null,
    session_id              bigint,
    source_id               bigint,
    payment_account_id      bigint,
    original_id             bigint,
    attempt_id              uuid        not null,
    payment_method          text        not null,
    status                  text        not null check (status in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')),
    version                 integer     not null check (version > 0),
    payer_amount            numeric     not null check (payer_amount > 0),
    payer_currency          text        not null check (payer_currency ~ '^[A-Z]{3}$'),
    payee_amount            numeric     not null check (payee_amount > 0),
    payee_currency          text        not null check (payee_currency ~ '^[A-Z]{3}$'),
    platform_fee            numeric     not null check (platform_fee >= 0),
    gateway_fee             numeric     check (gateway_fee >= 0),
    fx_fee                  numeric     check (fx_fee >= 0),
    fx_rate                 numeric     check (fx_rate > 0),
    provider_transaction_id text,
    gateway_message         text,
    wallet_message          text,
    client_secret           text,
    waits_until             timestamptz,
    next_check_at           timestamptz,
    checks                  integer     not null check (checks >= 0),
    not_kept_at             timestamptz,
    actor                   text        not null,
    request_id              text        not null,
    created_at              timestamptz not null,
    updated_at              timestamptz not null,
    completed_at            timestamptz,
    primary key (merchant_id, id),
    unique (merchant_id, reference_id),
    unique (merchant_id, session_id),
    unique (merchant_id, attempt_id),
    foreign key (merchant_id, session_id) references session (merchant_id, id),
    foreign key (merchant_id, source_id) references source (merchant_id, id),
    foreign key (merchant_id, payment_account_id) references payment_account (merchant_id, id),
    foreign key (merchant_id, original_id) references execution (merchant_id, id),
    check ((operation_type = 'REFUND') = (original_id is not null)),
    check (operation_type <> 'COLLECTION' or source_id is not null),
    check (session_id is not null or operation_type = 'REFUND'),
    check (status in ('COMPLETED', 'FAILED') or next_check_at is not null),
    check ((status = 'COMPLETED') = (completed_at is not null)),
    check (not_kept_at is null or status = 'FAILED'),
    check ((payer_currency = payee_currency) = (fx_rate is null))
);

alter table session
    add foreign key (merchant_id, original_id) references execution (merchant_id, id);

-- What the resolver looks after.
create index execution_to_check on execution (next_check_at) where next_check_at is not null;
create index execution_of_source on execution (merchant_id, source_id) where source_id is not null;
create index execution_of_original on execution (merchant_id, original_id) where original_id is not null;
create index session_of_source on session (merchant_id, source_id) where source_id is not null;

-- What happened to an execution, once each.
create table execution_event (
    merchant_id  bigint      not null,
    execution_id bigint      not null,
    version      integer     not null check (version > 0),
    type         text        not null check (type in
        ('STARTED', 'ACCEPTED', 'ACTION_REQUIRED', 'UNKNOWN', 'COMPLETED', 'FAILED', 'NOT_KEPT', 'CONTRADICTED')),
    from_status  text        check (from_status in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')),
    to_status    text        not null check (to_status in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')),
    at           timestamptz not null,
    actor        text        not null,
    reason       text        check (length(reason) <= 255),
    primary key (merchant_id, execution_id, version),
    foreign key (merchant_id, execution_id) references execution (merchant_id, id)
);

-- One step of money from one account to another: balanced by its shape, written once, never changed. What another
-- merchant's transfer brought names that merchant and its execution as its origin.
create sequence posting_id;
create table posting (
    merchant_id         bigint      not null references merchant (id),
    id                  bigint      not null default nextval('posting_id'),
    movement            text        not null,
    execution_id        bigint,
    origin_merchant_id  bigint,
    origin_execution_id bigint,
    from_account        text        not null,
    to_account          text        not null,
    currency            text        not null check (currency ~ '^[A-Z]{3}$'),
    amount              numeric     not null check (amount > 0),
    at                  timestamptz not null,
    primary key (merchant_id, id),
    foreign key (merchant_id, execution_id) references execution (merchant_id, id),
    check (from_account <> to_account),
    check (from_account in ('WALLET', 'GATEWAY', 'IN_TRANSIT', 'SUSPENSE', 'CLEARING', 'EXCHANGE', 'PLATFORM_FEES',
        'GATEWAY_FEES', 'FX_FEES', 'FUNDING')),
    check (to_account in ('WALLET', 'GATEWAY', 'IN_TRANSIT', 'SUSPENSE', 'CLEARING', 'EXCHANGE', 'PLATFORM_FEES',
        'GATEWAY_FEES', 'FX_FEES', 'FUNDING')),
    check ((origin_merchant_id is null) = (origin_execution_id is null)),
    check (execution_id is null or origin_execution_id is null),
    check ((movement = 'FUNDING') = (execution_id is null and origin_execution_id is null))
);

-- No movement of one execution happens twice.
create unique index posting_once on posting
    (merchant_id, execution_id, movement, from_account, to_account, currency) where execution_id is not null;
create unique index posting_received_once on posting
    (merchant_id, origin_merchant_id, origin_execution_id, movement, from_account, to_account, currency)
    where origin_execution_id is not null;
create index posting_of_wallet on posting (merchant_id, currency, id)
    where from_account = 'WALLET' or to_account = 'WALLET';
