-- A collection as a client of the database would write it by hand: OpenDollr's own rows in its three transactions,
-- sixteen round trips, with a price that is known before. The wallet comes last, as the row that rivals wait for.
-- Running out of fresh orders fails in the schema: a second execution of one session, or one of no session.
\set unit :client_id * :units_per_client + :done
\set done :done + 1
\set merchant :first_merchant + :unit % :merchants
\set account :first_account + :unit % :merchants
\set order :first_order + :unit
\set session :first_session + :unit
begin;
update session
   set status = 'CONSUMED', updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and id = :session and status = 'ACTIVE';
insert into execution (merchant_id, operation_type, reference_id, session_id, source_id, payment_account_id, attempt_id,
                       payment_method, status, version, payer_amount, payer_currency, payee_amount, payee_currency,
                       platform_fee, gateway_fee, rounding, waits_until, next_check_at, checks, actor, request_id,
                       created_at, updated_at)
values (:merchant, 'COLLECTION', gen_random_uuid(), :session, :order, :account, gen_random_uuid(), 'MTN_MOMO_LBR',
        'PENDING', 1, 26.14, 'USD', 25.50, 'USD', 0.38, 0.26, 'AGAINST_GAIN',
        cast(:at as timestamptz) + interval '1 day', cast(:at as timestamptz) + interval '30 seconds', 0, :actor,
        :request_id, :at, :at)
returning id, reference_id, attempt_id \gset execution_
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'COLLECTION', :execution_id, 1, 'STARTED', :at)
returning id)
insert into execution_event (merchant_id, execution_id, version, type, from_status, to_status, at, actor, reason,
                             feed_id)
select :merchant, :execution_id, 1, 'STARTED', null, 'PENDING', :at, :actor, null, id from told;
update source
   set prior_status = status, status = 'PROCESSING', version = version + 1, updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and id = :order and status = 'ACTIVE';
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :order, 2, 'PAYMENT_STARTED', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :order, 2, 'PAYMENT_STARTED', 'ACTIVE', 'PROCESSING', :at, :actor, :request_id, null, id from told;
commit;
insert into sandbox_attempt (merchant_id, id, reference_id, kind, payment_method, currency, amount, provider_id,
                             created_at, settled_at)
values (:merchant, :execution_attempt_id, :execution_reference_id, 'COLLECT', 'MTN_MOMO_LBR', 'USD', 26.14,
        'B3D1B0C5A6F74E1F9D2C8A70', :at, :at);
begin;
update execution
   set status = 'COMPLETED', version = version + 1, provider_transaction_id = 'B3D1B0C5A6F74E1F9D2C8A70',
       next_check_at = null, updated_at = greatest(updated_at, :at), completed_at = :at
 where merchant_id = :merchant and id = :execution_id and status = 'PENDING';
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'COLLECTION', :execution_id, 2, 'COMPLETED', :at)
returning id)
insert into execution_event (merchant_id, execution_id, version, type, from_status, to_status, at, actor, reason,
                             feed_id)
select :merchant, :execution_id, 2, 'COMPLETED', 'PENDING', 'COMPLETED', :at, :actor, null, id from told;
update source
   set prior_status = status, status = 'PAID', version = version + 1, paid_at = :at,
       updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and id = :order and status = 'PROCESSING';
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :order, 3, 'PAID', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :order, 3, 'PAID', 'PROCESSING', 'PAID', :at, :actor, :request_id, null, id from told;
insert into posting (merchant_id, movement, execution_id, from_account, to_account, currency, amount, at)
values (:merchant, 'COLLECTION', :execution_id, 'GATEWAY', 'WALLET', 'USD', 25.50, :at),
       (:merchant, 'COLLECTION', :execution_id, 'GATEWAY', 'PLATFORM_FEES', 'USD', 0.38, :at),
       (:merchant, 'COLLECTION', :execution_id, 'GATEWAY', 'GATEWAY_FEES', 'USD', 0.26, :at);
update wallet
   set balance = balance + 25.50, updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and currency = 'USD' and status in ('ACTIVE', 'RESTRICTED');
commit;
