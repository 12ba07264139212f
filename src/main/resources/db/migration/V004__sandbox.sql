-- How far the sandbox's clock is ahead of real time: one row for all processes, forward only.
create table sandbox_clock (
    the_only_row  boolean not null primary key default true check (the_only_row),
    offset_micros bigint  not null check (offset_micros between 0 and 315360000000000)
);

insert into sandbox_clock (offset_micros) values (0);

-- What the sandbox's gateway was asked to do, and when what becomes of it. Refers to no table of ours: an operator
-- knows nothing of them.
create table sandbox_attempt (
    merchant_id       bigint      not null,
    id                uuid        not null,
    reference_id      uuid,
    kind              text        not null check (kind in ('COLLECT', 'PAY_OUT', 'REFUND')),
    payment_method    text        not null,
    currency          text        not null check (currency ~ '^[A-Z]{3}$'),
    amount            numeric     not null check (amount > 0),
    original_id       uuid        check ((kind = 'REFUND') = (original_id is not null)),
    refunded          numeric     not null default 0 check (refunded between 0 and amount),
    refund_ids        uuid[]      not null default '{}',
    provider_id       text        not null,
    client_secret     text,
    decline_code      text,
    decline_message   text,
    created_at        timestamptz not null,
    settled_at        timestamptz,
    declined_at       timestamptz,
    due_at            timestamptz not null
        generated always as (coalesce(least(settled_at, declined_at), 'infinity')) stored,
    callback_at       timestamptz,
    callback_again_at timestamptz check (callback_at is not null or callback_again_at is null),
    leased_until      timestamptz,
    primary key (merchant_id, id),
    foreign key (merchant_id, original_id) references sandbox_attempt (merchant_id, id),
    check ((decline_code is null) = (decline_message is null)),
    check (declined_at is null or decline_code is not null)
);

-- Without those that were decided at once.
create index sandbox_attempt_in_flight on sandbox_attempt (merchant_id, due_at) where due_at > created_at;
create index sandbox_attempt_callback on sandbox_attempt (callback_at) where callback_at is not null;

-- A payment method of the sandbox that is out of order for one merchant.
create table sandbox_outage (
    merchant_id    bigint      not null,
    payment_method text        not null,
    kind           text        not null check (kind in ('REJECTS', 'TIMES_OUT')),
    until          timestamptz not null,
    primary key (merchant_id, payment_method)
);
