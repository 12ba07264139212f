-- Rules that hold for every database of this service, continued: where money, amounts and statuses may come from.
-- Written and run like invariants.sql.

-- rule of all: each movement goes the ways that movements of its kind go
select format('posting %s of merchant %s is a %s from %s to %s', id, merchant_id, movement, from_account, to_account)
  from posting
 where (movement, from_account, to_account) not in (values
           ('FUNDING', 'FUNDING', 'WALLET'),
           ('COLLECTION', 'GATEWAY', 'WALLET'), ('COLLECTION', 'GATEWAY', 'EXCHANGE'),
           ('COLLECTION', 'EXCHANGE', 'WALLET'), ('COLLECTION', 'GATEWAY', 'PLATFORM_FEES'),
           ('COLLECTION', 'GATEWAY', 'GATEWAY_FEES'), ('COLLECTION', 'GATEWAY', 'FX_FEES'),
           ('COLLECTION_NOT_KEPT', 'GATEWAY', 'SUSPENSE'),
           ('RETURN', 'SUSPENSE', 'GATEWAY'),
           ('PAYOUT_STARTED', 'WALLET', 'IN_TRANSIT'), ('REFUND_STARTED', 'WALLET', 'IN_TRANSIT'),
           ('PAYOUT_COMPLETED', 'IN_TRANSIT', 'GATEWAY'), ('PAYOUT_COMPLETED', 'IN_TRANSIT', 'PLATFORM_FEES'),
           ('PAYOUT_COMPLETED', 'IN_TRANSIT', 'GATEWAY_FEES'),
           ('REFUND_COMPLETED', 'IN_TRANSIT', 'GATEWAY'), ('REFUND_COMPLETED', 'IN_TRANSIT', 'EXCHANGE'),
           ('REFUND_COMPLETED', 'EXCHANGE', 'GATEWAY'), ('REFUND_COMPLETED', 'IN_TRANSIT', 'PLATFORM_FEES'),
           ('REFUND_COMPLETED', 'IN_TRANSIT', 'GATEWAY_FEES'),
           ('PAYOUT_FAILED', 'IN_TRANSIT', 'WALLET'), ('REFUND_FAILED', 'IN_TRANSIT', 'WALLET'),
           ('PAYOUT_LATE', 'SUSPENSE', 'GATEWAY'), ('REFUND_LATE', 'SUSPENSE', 'GATEWAY'),
           ('TRANSFER_SENT', 'WALLET', 'CLEARING'), ('TRANSFER_SENT', 'WALLET', 'PLATFORM_FEES'),
           ('TRANSFER_SENT', 'WALLET', 'GATEWAY_FEES'),
           ('TRANSFER_RECEIVED', 'CLEARING', 'WALLET'));

-- rule: each movement belongs to an execution that makes movements of its kind
select format('posting %s of merchant %s is a %s of execution %s, a %s', posting.id, posting.merchant_id, movement,
              execution.id, operation_type)
  from posting
  join execution on execution.merchant_id = coalesce(posting.origin_merchant_id, posting.merchant_id)
                and execution.id = coalesce(posting.origin_execution_id, posting.execution_id)
 where operation_type <> case
           when movement in ('COLLECTION', 'COLLECTION_NOT_KEPT') then 'COLLECTION'
           when movement = 'RETURN' or movement like 'REFUND%' then 'REFUND'
           when movement like 'PAYOUT%' then 'PAYOUT'
           when movement like 'TRANSFER%' then 'TRANSFER'
           else 'none' end
    or (operation_type = 'REFUND' and (movement = 'RETURN') <> (session_id is null));

-- rule of all: money that nobody paid is a gift of the sandbox, each written down
select format('merchant %s has %s %s of funding, its gifts make %s', coalesce(funding.merchant_id, gifts.merchant_id),
              coalesce(funding.amount, 0), coalesce(funding.currency, gifts.currency), coalesce(gifts.amount, 0))
  from (select merchant_id, currency, sum(case from_account when 'FUNDING' then amount else -amount end) as amount
          from posting
         where 'FUNDING' in (from_account, to_account)
         group by merchant_id, currency) as funding
  full join (select merchant_id, currency, sum(amount) as amount
               from gift
              where not exists (select 1 from live_role)
              group by merchant_id, currency) as gifts
    on gifts.merchant_id = funding.merchant_id and gifts.currency = funding.currency
 where coalesce(funding.amount, 0) <> coalesce(gifts.amount, 0);

-- sandbox rule of all: the sandbox's gateway and the ledger have moved the same, by method, currency and day
select format('on %s the books have moved %s %s by %s, the sandbox''s gateway has settled %s', day, sum(booked),
              currency, method, sum(settled))
  from (select cast(coalesce(attempt.settled_at, posting.at) at time zone 'UTC' as date) as day,
               coalesce(execution.payment_method, 'nothing') as method, posting.currency,
               case from_account when 'GATEWAY' then posting.amount else -posting.amount end as booked, 0 as settled
          from posting
          left join execution on execution.merchant_id = posting.merchant_id and execution.id = posting.execution_id
          left join sandbox_attempt as attempt on attempt.merchant_id = execution.merchant_id
                                              and attempt.id = execution.attempt_id
         where 'GATEWAY' in (from_account, to_account)
           and (execution.id is null
                or (attempt.settled_at is not null and attempt.callback_at is null and next_check_at is null))
         union all
        select cast(settled_at at time zone 'UTC' as date), attempt.payment_method, attempt.currency, 0,
               case kind when 'COLLECT' then attempt.amount else -attempt.amount end
          from sandbox_attempt as attempt
          left join execution on execution.merchant_id = attempt.merchant_id and execution.attempt_id = attempt.id
         where settled_at is not null and callback_at is null and next_check_at is null) as each_moved
 group by day, method, currency
having sum(booked) <> sum(settled);

-- rule: a collection pays the total of its source
select format('collection %s of merchant %s pays %s %s for %s, its source says %s', execution.id, execution.merchant_id,
              payer_amount, payer_currency, payee_amount, total_amount)
  from execution
  join source on source.merchant_id = execution.merchant_id and source.id = execution.source_id
 cross join lateral (select case payee_currency when 'RWF' then 0 else 2 end as payee_digits,
                            case payer_currency when 'RWF' then 0 else 2 end as payer_digits) as scale
 where operation_type = 'COLLECTION'
   and (payee_currency <> source.currency
        or (fee_bearer = 'PAYER' and payee_amount <> round(total_amount, payee_digits))
        or (fee_bearer = 'PAYEE' and fx_rate is null and payer_amount <> round(total_amount, payee_digits))
        or (fee_bearer = 'PAYEE' and rounding = 'AGAINST_GAIN'
            and payer_amount <> ceil(round(total_amount * fx_rate, payer_digits + 6) * power(10::numeric, payer_digits))
                                / power(10::numeric, payer_digits)));

-- rule: what goes out is what its session asked for, begun before the session expired
select format('%s %s of merchant %s moves %s %s, session %s asked for %s %s until %s', execution.operation_type,
              execution.id, execution.merchant_id, payee_amount, payee_currency, session.id, session.amount,
              session.currency, session.expires_at)
  from execution
  join session on session.merchant_id = execution.merchant_id and session.id = execution.session_id
 where execution.operation_type <> session.operation_type
    or execution.created_at >= session.expires_at + interval '1 minute'
    or (session.operation_type <> 'COLLECTION'
        and (payee_amount <> session.amount or payee_currency <> session.currency))
    or (session.operation_type = 'COLLECTION' and execution.source_id is distinct from session.source_id)
    or (session.operation_type = 'PAYOUT'
        and execution.payment_account_id is distinct from session.payment_account_id)
    or (session.operation_type = 'REFUND' and execution.original_id is distinct from session.original_id);

-- rule: what goes back goes to the account it came from, for the source it was paid for
select format('refund %s of merchant %s goes to account %s for source %s, its original came from account %s for source %s',
              refund.id, refund.merchant_id, refund.payment_account_id, refund.source_id, original.payment_account_id,
              original.source_id)
  from execution as refund
  join execution as original on original.merchant_id = refund.merchant_id and original.id = refund.original_id
 where original.operation_type <> 'COLLECTION'
    or refund.payment_account_id is distinct from original.payment_account_id
    or refund.source_id is distinct from original.source_id
    or refund.payee_currency <> original.payer_currency;

-- rule: payers begin to pay only what may be paid by links
select format('collection %s of merchant %s was begun by a payer, its %s is no payment link', execution.id,
              execution.merchant_id, kind)
  from execution
  join source on source.merchant_id = execution.merchant_id and source.id = execution.source_id
 where operation_type = 'COLLECTION' and actor = 'payer' and not as_payment_link;

-- rule: no collection began but of a source that was payable then
select format('%s %s of merchant %s has %s collections and %s beginnings of payments', kind, source.id,
              source.merchant_id, coalesce(collections.number, 0), coalesce(beginnings.number, 0))
  from source
  left join (select merchant_id, source_id, count(*) as number
               from execution
              where operation_type = 'COLLECTION'
              group by merchant_id, source_id) as collections
    on collections.merchant_id = source.merchant_id and collections.source_id = source.id
  left join (select merchant_id, source_id, count(*) as number
               from source_event
              where type = 'PAYMENT_STARTED'
              group by merchant_id, source_id) as beginnings
    on beginnings.merchant_id = source.merchant_id and beginnings.source_id = source.id
 where coalesce(collections.number, 0) <> coalesce(beginnings.number, 0);

-- rule: each event of a source makes the change that events of its type make
select format('version %s of source %s of merchant %s: %s from %s to %s', version, source_id, merchant_id, type,
              coalesce(from_status, 'nothing'), to_status)
  from source_event
 where (type, coalesce(from_status, 'nothing'), to_status) not in (values
           ('CREATED', 'nothing', 'IDLE'), ('CREATED', 'nothing', 'ACTIVE'),
           ('UPDATED', 'IDLE', 'IDLE'), ('ITEM_ADDED', 'IDLE', 'IDLE'),
           ('ITEM_UPDATED', 'IDLE', 'IDLE'), ('ITEM_REMOVED', 'IDLE', 'IDLE'),
           ('PUBLISHED', 'IDLE', 'ACTIVE'),
           ('CANCELED', 'IDLE', 'CANCELED'), ('CANCELED', 'ACTIVE', 'CANCELED'), ('CANCELED', 'PROCESSING', 'CANCELED'),
           ('PAYMENT_STARTED', 'ACTIVE', 'PROCESSING'), ('PAYMENT_FAILED', 'PROCESSING', 'ACTIVE'),
           ('PAID', 'PROCESSING', 'PAID'), ('CANCEL_REQUESTED', 'PROCESSING', 'PROCESSING'))
   and not (type in ('PAYMENT_NOT_KEPT', 'PAYMENT_RETURNED', 'REFUNDED') and from_status = to_status);

-- rule of all: what is open is looked at again within an hour, and so is what was given up while anybody may ask
select format('execution %s of merchant %s is %s and looked at again at %s', id, merchant_id, status, next_check_at)
  from execution
 cross join (select max(at) as latest from execution_event) as history
 where next_check_at > (select clock_timestamp() + offset_micros * interval '1 microsecond' from sandbox_clock)
                       + case when session_id is null then interval '25 hours' else interval '65 minutes' end
   and next_check_at > latest + case when session_id is null then interval '25 hours' else interval '65 minutes' end;

-- rule: what is not kept goes back whole, in one attempt at a time
select format('of the %s %s of collection %s of merchant %s %s went back, and %s executions are to give back %s',
              payer_amount, payer_currency, id, collection.merchant_id, coalesce(back, 0), coalesce(open, 0),
              coalesce(planned, 0))
  from execution as collection
  left join (select merchant_id, original_id, count(*) filter (where status in ('PENDING', 'PROCESSING')) as open,
                    sum(payee_amount) filter (where status in ('PENDING', 'PROCESSING')) as planned,
                    sum(payee_amount) filter (where status = 'COMPLETED' or not_kept_at is not null) as back
               from execution
              where operation_type = 'REFUND' and session_id is null
              group by merchant_id, original_id) as returns
    on returns.merchant_id = collection.merchant_id and returns.original_id = collection.id
 where operation_type = 'COLLECTION' and not_kept_at is not null
   and (open > 1 or coalesce(greatest(back, planned, back + planned), 0) < payer_amount);

-- rule of all: a closed wallet is empty
select format('wallet %s of merchant %s is CLOSED and holds %s %s', id, merchant_id, balance, currency)
  from wallet
 where status = 'CLOSED' and balance <> 0;

-- rule of all: no amount is finer than its currency
select format('%s %s of merchant %s: %s %s', what, id, merchant_id, amount, currency)
  from (select 'wallet' as what, merchant_id, id, balance as amount, currency from wallet
         union all
        select 'posting', merchant_id, id, amount, currency from posting
         union all
        select 'payer amount of execution', merchant_id, id, payer_amount, payer_currency from execution
         union all
        select 'payee amount of execution', merchant_id, id, payee_amount, payee_currency from execution
         union all
        select 'platform fee of execution', merchant_id, id, platform_fee, payer_currency from execution) as amounts
 where amount <> round(amount, case currency when 'RWF' then 0 else 2 end);

-- sandbox rule of all: what the sandbox's gateway has refunded of a collection is the sum of its refunds
select format('attempt %s of merchant %s has refunded %s %s, its refunds make %s', original.id, original.merchant_id,
              original.refunded, original.currency, coalesce(sum(refund.amount), 0))
  from sandbox_attempt as original
  left join sandbox_attempt as refund on refund.merchant_id = original.merchant_id and refund.original_id = original.id
                                     and (refund.settled_at is not null or refund.declined_at is null)
 where original.kind = 'COLLECT'
 group by original.merchant_id, original.id
having original.refunded <> coalesce(sum(refund.amount), 0);

-- rule of all: each idempotency key has the answer that its first call got
select format('key of merchant %s from %s has no answer', merchant_id, created_at)
  from idempotency_key
 where answer is null;

-- sandbox rule of all: the sandbox's gateway has moved nothing of which the books know nothing
select format('attempt %s of merchant %s has moved %s %s at the gateway, and no execution has it', attempt.id,
              attempt.merchant_id, attempt.amount, attempt.currency)
  from sandbox_attempt as attempt
 where settled_at is not null and callback_at is null
   and not exists (select 1
                     from execution
                    where execution.merchant_id = attempt.merchant_id and execution.attempt_id = attempt.id);

-- rule of all: collections and refunds have a source, other executions have none
select format('execution %s of merchant %s is a %s with source %s', id, merchant_id, operation_type,
              coalesce(cast(source_id as text), 'none'))
  from execution
 where (source_id is null) = (operation_type in ('COLLECTION', 'REFUND'));

-- rule of all: a transfer has reached the merchant whom its counterparty is
select format('transfer %s of merchant %s has reached merchant %s, its counterparty is merchant %s', execution.id,
              execution.merchant_id, posting.merchant_id, meant.id)
  from posting
  join execution on execution.merchant_id = origin_merchant_id and execution.id = origin_execution_id
  join session on session.merchant_id = execution.merchant_id and session.id = execution.session_id
  join counterparty on counterparty.merchant_id = session.merchant_id and counterparty.id = session.counterparty_id
  join party on party.merchant_id = counterparty.merchant_id and party.id = counterparty.party_id
  join merchant as meant on meant.phone = party.phone and meant.verified_at is not null
 where origin_execution_id is not null and posting.to_account = 'WALLET' and meant.id <> posting.merchant_id
    -- If one of them has changed since, the merchant meant then is unknown. The clocks of two hosts may differ.
   and greatest(counterparty.updated_at, party.updated_at, meant.verified_at, meant.phone_since)
       + interval '1 minute' <= execution.created_at;

-- known loss: a gateway has paid what it had declined
select format('execution %s of merchant %s: %s of %s %s, at %s', id, merchant_id, operation_type, payee_amount,
              payee_currency, not_kept_at)
  from execution
 where operation_type in ('PAYOUT', 'REFUND') and session_id is not null and not_kept_at is not null;

-- known loss: money that was not kept has gone back more than once, as a gateway has paid what it had declined
select format('%s of the %s %s of execution %s of merchant %s', sum(refund.payee_amount), original.payer_amount,
              original.payer_currency, original.id, original.merchant_id)
  from execution as refund
  join execution as original on original.merchant_id = refund.merchant_id and original.id = refund.original_id
 where refund.session_id is null and original.not_kept_at is not null
   and (refund.status = 'COMPLETED' or refund.not_kept_at is not null)
 group by original.merchant_id, original.id
having sum(refund.payee_amount) > original.payer_amount;

-- rule of all: what the feed keeps is each change once, as it was written down, and nothing that did not happen
-- The rule first compares one hash of all entries with one hash of all events. It looks for the rows that differ only
-- if the hashes differ.
with kept as (
select coalesce(min(upto), 0) as after from feed_mark),
told as not materialized (
select merchant_id, kind, object_id, version, type, at, id as number
  from feed
 where id > (select after from kept)),
happened as not materialized (
select source_event.merchant_id, source.kind, source_id as object_id, source_event.version, type, at,
       feed_id as number
  from source_event
  join source on source.merchant_id = source_event.merchant_id and source.id = source_id
 where feed_id > (select after from kept)
 union all
select execution_event.merchant_id, operation_type, execution_id, execution_event.version, type, at, feed_id
  from execution_event
  join execution on execution.merchant_id = execution_event.merchant_id and execution.id = execution_id
 where feed_id > (select after from kept))
select format('%s at version %s of %s %s of merchant %s, at %s, %s by entry %s', type, version, kind, object_id,
              merchant_id, at, how, number)
  from (select *, 'did not happen and is told' as how from (table told except table happened) as invented
         union all
        select *, 'is not told as it happened' from (table happened except table told) as missing) as different
 where (select (count(*), bit_xor(hash_record_extended(told, 0))) from told)
       is distinct from (select (count(*), bit_xor(hash_record_extended(happened, 0))) from happened)
 order by number, how;
