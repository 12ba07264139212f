-- Money that the sandbox gives to its merchants, written down where it is given, so that funding without a gift is
-- seen.
create sequence gift_id;
create table gift (
    merchant_id bigint      not null references merchant (id),
    id          bigint      not null default nextval('gift_id'),
    currency    text        not null check (currency ~ '^[A-Z]{3}$'),
    amount      numeric     not null check (amount > 0),
    at          timestamptz not null,
    primary key (merchant_id, id)
);

-- What was given before this version.
insert into gift (merchant_id, currency, amount, at)
select merchant_id, currency, amount, at
  from posting
 where movement = 'FUNDING' and from_account = 'FUNDING' and to_account = 'WALLET';
