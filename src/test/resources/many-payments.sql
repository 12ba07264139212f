-- :payments payments of one merchant as the server would have left them, every fifth in two currencies. Foreign keys
-- are dropped first: checking them takes longer than all the rest.
do $$
declare
    key record;
begin
    for key in select conrelid::regclass as owner, conname from pg_constraint
                where contype = 'f' and connamespace = 'public'::regnamespace loop
        execute format('alter table %s drop constraint %I', key.owner, key.conname);
    end loop;
end $$;

insert into merchant (name, merchant_type, demo, created_at) values ('Many', 'ORGANIZATION', true, '2026-01-01');

create temporary table payment as
select number, merchant.id as merchant_id, md5(number || 'attempt')::uuid as attempt_id,
       timestamptz '2026-01-01' + number * interval '1 second' as at, number % 5 = 0 as in_lrd
  from generate_series(1, :payments) as number
 cross join merchant;

insert into source (merchant_id, id, kind, number, counterparty_id, currency, total_amount, item_count, note, fee_bearer,
                    as_payment_link, status, prior_status, version, paid_at, created_at, updated_at)
select merchant_id, number, 'ORDER', 'ORD-' || number, 1, 'USD', 10, 1, '', 'PAYER', false, 'PAID', 'PROCESSING', 5,
       at + interval '4 seconds', at, at + interval '4 seconds'
  from payment;

insert into source_item (merchant_id, source_id, id, name, currency, qty, amount, created_at, updated_at)
select merchant_id, number, number, 'Rice', 'USD', 2, 5, at, at from payment;

insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id,
                          feed_id)
select merchant_id, number, version, type, from_status, to_status, at + (version - 1) * interval '1 second', 'odc',
       'request', 8 * number + version
  from payment
 cross join (values (1, 'CREATED', null, 'IDLE'),
                    (2, 'ITEM_ADDED', 'IDLE', 'IDLE'),
                    (3, 'PUBLISHED', 'IDLE', 'ACTIVE'),
                    (4, 'PAYMENT_STARTED', 'ACTIVE', 'PROCESSING'),
                    (5, 'PAID', 'PROCESSING', 'PAID')) as event (version, type, from_status, to_status);

insert into session (merchant_id, id, operation_type, status, source_id, expires_at, created_at, updated_at)
select merchant_id, number, 'COLLECTION', 'CONSUMED', number, at + interval '1 hour', at, at from payment;

insert into execution (merchant_id, id, operation_type, reference_id, session_id, source_id, payment_account_id,
                       attempt_id, payment_method, status, version, payer_amount, payer_currency, payee_amount,
                       payee_currency, platform_fee, gateway_fee, fx_fee, fx_rate, rounding, provider_transaction_id,
                       checks, actor, request_id, created_at, updated_at, completed_at)
select merchant_id, number, 'COLLECTION', md5(number || 'reference')::uuid, number, number, 1, attempt_id,
       'MTN_MOMO_LBR', 'COMPLETED', 3, case when in_lrd then 2070 else 10.25 end,
       case when in_lrd then 'LRD' else 'USD' end, 10, 'USD', case when in_lrd then 30 else 0.15 end,
       case when in_lrd then 20 else 0.10 end, case when in_lrd then 20 end, case when in_lrd then 200 end,
       'AGAINST_GAIN', 'SBX-' || number, 0, 'odc', 'request', at + interval '3 seconds', at + interval '4 seconds',
       at + interval '4 seconds'
  from payment;

insert into execution_event (merchant_id, execution_id, version, type, from_status, to_status, at, actor, feed_id)
select merchant_id, number, version, type, from_status, to_status, at + interval '4 seconds', 'odc',
       8 * number + 5 + version
  from payment
 cross join (values (1, 'STARTED', null, 'PENDING'),
                    (2, 'ACCEPTED', 'PENDING', 'PROCESSING'),
                    (3, 'COMPLETED', 'PROCESSING', 'COMPLETED')) as event (version, type, from_status, to_status);

insert into feed (merchant_id, id, kind, object_id, version, type, at)
select merchant_id, feed_id, 'ORDER', source_id, version, type, at from source_event
 union all
select merchant_id, feed_id, 'COLLECTION', execution_id, version, type, at from execution_event;

insert into posting (merchant_id, movement, execution_id, from_account, to_account, currency, amount, at)
select merchant_id, 'COLLECTION', number, from_account, to_account, currency, amount, at + interval '4 seconds'
  from payment
  join (values (false, 'GATEWAY', 'WALLET', 'USD', 10),
               (false, 'GATEWAY', 'PLATFORM_FEES', 'USD', 0.15),
               (false, 'GATEWAY', 'GATEWAY_FEES', 'USD', 0.10),
               (true, 'GATEWAY', 'EXCHANGE', 'LRD', 2000),
               (true, 'EXCHANGE', 'WALLET', 'USD', 10),
               (true, 'GATEWAY', 'PLATFORM_FEES', 'LRD', 30),
               (true, 'GATEWAY', 'GATEWAY_FEES', 'LRD', 20),
               (true, 'GATEWAY', 'FX_FEES', 'LRD', 20)) as step (lrd, from_account, to_account, currency, amount)
    on lrd = in_lrd;

insert into sandbox_attempt (merchant_id, id, kind, payment_method, currency, amount, provider_id, created_at, settled_at)
select merchant_id, attempt_id, 'COLLECT', 'MTN_MOMO_LBR', case when in_lrd then 'LRD' else 'USD' end,
       case when in_lrd then 2070 else 10.25 end, 'SBX-' || number, at + interval '3 seconds', at + interval '4 seconds'
  from payment;

insert into wallet (merchant_id, currency, status, balance, created_at, updated_at)
select id, 'USD', 'ACTIVE', 10 * :payments, created_at, created_at from merchant;

analyze;
