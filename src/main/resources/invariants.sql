-- Rules that hold for every database of this service at any time. Each query returns what breaks the rule above it, as
-- sentences, and changes nothing.
--
-- A rule without `of all` checks rows that belong together: a source with its items, events, collections and their
-- refunds, or a session without a source and its execution. `verify` runs such a rule on a part of them at a time. Then
-- `source`, `source_item`, `source_event`, `session`, `execution`, `execution_event`, `posting` and `sandbox_attempt`
-- hold only that part, but always all rows that belong together. A rule `of all` reads the whole tables.
-- A `sandbox rule` reads the records of the sandbox's gateway. A `known loss` is no fault: `verify` reports it, so that
-- an operator settles it.

-- rule of all: a wallet holds the sum of its postings
select format('wallet %s of merchant %s holds %s %s, its postings make %s', wallet.id, wallet.merchant_id,
              wallet.balance, wallet.currency, coalesce(books.balance, 0))
  from wallet
  left join (select merchant_id, currency, sum(case to_account when 'WALLET' then amount else -amount end) as balance
               from posting
              where from_account = 'WALLET' or to_account = 'WALLET'
              group by merchant_id, currency) as books
    on books.merchant_id = wallet.merchant_id and books.currency = wallet.currency
 where wallet.balance <> coalesce(books.balance, 0);

-- rule of all: every posting to or from a wallet has a wallet
select format('merchant %s has postings in %s and no wallet', merchant_id, currency)
  from (select distinct merchant_id, currency
          from posting
         where from_account = 'WALLET' or to_account = 'WALLET') as used
 where not exists (select 1
                     from wallet
                    where wallet.merchant_id = used.merchant_id and wallet.currency = used.currency);

-- rule of all: what one merchant sends, another receives
select format('%s %s are between merchants', sum(case to_account when 'CLEARING' then amount else -amount end), currency)
  from posting
 where from_account = 'CLEARING' or to_account = 'CLEARING'
 group by currency
having sum(case to_account when 'CLEARING' then amount else -amount end) <> 0;

-- rule: an execution has moved at its gateway what its status says, once
select format('execution %s of merchant %s is %s and has moved %s at the gateway', execution.id,
              execution.merchant_id, status, coalesce(moved.amount, 0))
  from execution
  left join (select merchant_id, execution_id, currency,
                    sum(case from_account when 'GATEWAY' then amount else -amount end) as amount
               from posting
              where (from_account = 'GATEWAY' or to_account = 'GATEWAY') and execution_id is not null
              group by merchant_id, execution_id, currency) as moved
    on moved.merchant_id = execution.merchant_id and moved.execution_id = execution.id
   and moved.currency = case operation_type when 'COLLECTION' then payer_currency else payee_currency end
 where coalesce(moved.amount, 0) <> case
           when operation_type = 'TRANSFER' or (status <> 'COMPLETED' and not_kept_at is null) then 0
           when operation_type = 'COLLECTION' then payer_amount
           else -payee_amount end;

-- rule: an execution has moved in its wallet what its status says, once
select format('execution %s of merchant %s is %s and has moved %s in the wallet', execution.id,
              execution.merchant_id, status, coalesce(moved.amount, 0))
  from execution
  left join (select merchant_id, execution_id, currency,
                    sum(case to_account when 'WALLET' then amount else -amount end) as amount
               from posting
              where (from_account = 'WALLET' or to_account = 'WALLET') and execution_id is not null
              group by merchant_id, execution_id, currency) as moved
    on moved.merchant_id = execution.merchant_id and moved.execution_id = execution.id
   and moved.currency = case operation_type when 'COLLECTION' then payee_currency else payer_currency end
 where coalesce(moved.amount, 0) <> case
           when status = 'FAILED' or session_id is null then 0
           when operation_type = 'COLLECTION' then case status when 'COMPLETED' then payee_amount else 0 end
           else -payer_amount end;

-- rule: what is set aside for an execution leaves with its end
select format('execution %s of merchant %s is %s and has %s in transit', execution.id, execution.merchant_id,
              status, coalesce(aside.amount, 0))
  from execution
  left join (select merchant_id, execution_id,
                    sum(case to_account when 'IN_TRANSIT' then amount else -amount end) as amount
               from posting
              where from_account = 'IN_TRANSIT' or to_account = 'IN_TRANSIT'
              group by merchant_id, execution_id) as aside
    on aside.merchant_id = execution.merchant_id and aside.execution_id = execution.id
 where coalesce(aside.amount, 0) <> case
           when operation_type in ('PAYOUT', 'REFUND') and status in ('PENDING', 'PROCESSING')
                and session_id is not null then payer_amount
           else 0 end;

-- rule: a completed transfer has reached its receiver, and no other has
select format('transfer %s of merchant %s is %s and %s were received', execution.id, execution.merchant_id, status,
              coalesce(received.amount, 0))
  from execution
  left join (select origin_merchant_id, origin_execution_id, sum(amount) as amount
               from posting
              where origin_execution_id is not null and to_account = 'WALLET'
              group by origin_merchant_id, origin_execution_id) as received
    on origin_merchant_id = execution.merchant_id and origin_execution_id = execution.id
 where coalesce(received.amount, 0) <> case
           when operation_type = 'TRANSFER' and status = 'COMPLETED' then payee_amount
           else 0 end;

-- rule: suspense holds what came and is not kept, less what went back, execution by execution
select format('suspense of merchant %s holds %s %s for execution %s, what is not kept makes %s',
              coalesce(books.merchant_id, late.merchant_id), coalesce(books.amount, 0),
              coalesce(books.currency, late.currency), coalesce(books.cause, late.cause), coalesce(late.amount, 0))
  from (select posting.merchant_id, posting.currency,
               case when session_id is null then original_id else execution.id end as cause,
               sum(case to_account when 'SUSPENSE' then amount else -amount end) as amount
          from posting
          left join execution on execution.merchant_id = posting.merchant_id and execution.id = posting.execution_id
         where from_account = 'SUSPENSE' or to_account = 'SUSPENSE'
         group by posting.merchant_id, posting.currency, cause) as books
  full join (select merchant_id, currency, cause, sum(amount) as amount
               from (select merchant_id, payer_currency as currency, id as cause, payer_amount as amount
                       from execution
                      where operation_type = 'COLLECTION' and not_kept_at is not null
                      union all
                     select merchant_id, payee_currency, case when session_id is null then original_id else id end,
                            -payee_amount
                       from execution
                      where operation_type in ('PAYOUT', 'REFUND')
                        and (not_kept_at is not null or (session_id is null and status = 'COMPLETED'))) as each_late
              group by merchant_id, currency, cause) as late
    on late.merchant_id = books.merchant_id and late.currency = books.currency and late.cause = books.cause
 where coalesce(books.amount, 0) <> coalesce(late.amount, 0);

-- rule: what is not kept goes back at most once, and nothing else goes back by itself
select format('%s of the %s %s of execution %s of merchant %s went back', sum(refund.payee_amount),
              original.payer_amount, original.payer_currency, original.id, original.merchant_id)
  from execution as refund
  join execution as original on original.merchant_id = refund.merchant_id and original.id = refund.original_id
    -- A declined refund that a gateway pays after all is left out: that was unknown when the next refund began, and
    -- the loss is known.
 where refund.session_id is null
   and (refund.status = 'COMPLETED' or (refund.not_kept_at is not null and original.not_kept_at is null))
 group by original.merchant_id, original.id
having sum(refund.payee_amount) > case when original.not_kept_at is not null then original.payer_amount else 0 end;

-- rule: fees are taken as they were quoted, of what was completed
select format('execution %s of merchant %s is %s and has paid fees of %s, %s and %s', execution.id,
              execution.merchant_id, status, coalesce(taken.platform_fee, 0), coalesce(taken.gateway_fee, 0),
              coalesce(taken.fx_fee, 0))
  from execution
  left join (select merchant_id, execution_id,
                    sum(amount) filter (where to_account = 'PLATFORM_FEES') as platform_fee,
                    sum(amount) filter (where to_account = 'GATEWAY_FEES') as gateway_fee,
                    sum(amount) filter (where to_account = 'FX_FEES') as fx_fee
               from posting
              where to_account in ('PLATFORM_FEES', 'GATEWAY_FEES', 'FX_FEES')
              group by merchant_id, execution_id) as taken
    on taken.merchant_id = execution.merchant_id and taken.execution_id = execution.id
 where (coalesce(taken.platform_fee, 0), coalesce(taken.gateway_fee, 0), coalesce(taken.fx_fee, 0))
       <> (case status when 'COMPLETED' then execution.platform_fee else 0 end,
           case status when 'COMPLETED' then coalesce(execution.gateway_fee, 0) else 0 end,
           case status when 'COMPLETED' then coalesce(execution.fx_fee, 0) else 0 end);

-- rule: an execution moves money in the currencies of its quote only, each where it belongs
select format('posting %s of merchant %s for execution %s is in %s', posting.id, posting.merchant_id, execution.id,
              posting.currency)
  from posting
  join execution on execution.merchant_id = posting.merchant_id and execution.id = posting.execution_id
 where posting.currency not in (payer_currency, payee_currency)
    or ('GATEWAY' in (from_account, to_account)
        and posting.currency <> case operation_type when 'COLLECTION' then payer_currency else payee_currency end
        and not to_account in ('PLATFORM_FEES', 'GATEWAY_FEES', 'FX_FEES'))
    or ('WALLET' in (from_account, to_account)
        and posting.currency <> case operation_type when 'COLLECTION' then payee_currency else payer_currency end);

-- rule of all: a reference moves money at most once
select format('reference %s of merchant %s has moved money in %s executions', reference_id, execution.merchant_id,
              count(distinct execution.id))
  from (select merchant_id, reference_id
          from execution
         group by merchant_id, reference_id
        having count(*) > 1) as twice
  join execution using (merchant_id, reference_id)
  join posting on posting.merchant_id = execution.merchant_id and posting.execution_id = execution.id
 group by execution.merchant_id, reference_id
having count(distinct execution.id) > 1;

-- rule: a paid source has exactly one collection that was kept, every other has none
select format('%s %s of merchant %s is %s and has %s kept collections', kind, source.id, source.merchant_id,
              source.status, count(execution.id))
  from source
  left join execution on execution.merchant_id = source.merchant_id and execution.source_id = source.id
                     and execution.operation_type = 'COLLECTION' and execution.status = 'COMPLETED'
 group by source.merchant_id, source.id
having count(execution.id) <> case source.status when 'PAID' then 1 else 0 end;

-- rule: a source is PROCESSING exactly while one collection of it is open
select format('%s %s of merchant %s is %s and has %s open collections', kind, source.id, source.merchant_id,
              source.status, count(execution.id))
  from source
  left join execution on execution.merchant_id = source.merchant_id and execution.source_id = source.id
                     and execution.operation_type = 'COLLECTION' and execution.status in ('PENDING', 'PROCESSING')
 group by source.merchant_id, source.id
having count(execution.id) <> case source.status when 'PROCESSING' then 1 else 0 end;

-- rule: a cancel that was asked for in flight is carried out when the payment has ended
select format('%s %s of merchant %s is %s', kind, id, merchant_id, status)
  from source
 where cancel_requested_at is not null and status not in ('PROCESSING', 'CANCELED');

-- rule: money that is not kept is on its way back, or back
select format('collection %s of merchant %s is not kept and has no refund', collection.id, collection.merchant_id)
  from execution as collection
 where operation_type = 'COLLECTION' and not_kept_at is not null
   and not exists (select 1
                     from execution as refund
                    where refund.merchant_id = collection.merchant_id and refund.original_id = collection.id
                      and refund.session_id is null and (refund.status <> 'FAILED' or refund.not_kept_at is not null));

-- rule: refunds never exceed what was collected
select format('refunds of execution %s of merchant %s make %s of %s', original.id, original.merchant_id,
              sum(refund.payee_amount), original.payer_amount)
  from (select merchant_id, original_id, payee_amount, status, not_kept_at,
               max(created_at) filter (where status <> 'FAILED')
                   over (partition by merchant_id, original_id) as last_begun_at
          from execution
         where operation_type = 'REFUND' and session_id is not null) as refund
  join execution as original on original.merchant_id = refund.merchant_id and original.id = refund.original_id
    -- A declined refund that a gateway pays after all others were begun is left out: they could not take it into
    -- account, and the loss is known.
 where refund.status <> 'FAILED' or refund.not_kept_at <= refund.last_begun_at
 group by original.merchant_id, original.id
having sum(refund.payee_amount) > original.payer_amount;

-- sandbox rule: the ledger has what the sandbox's gateway has moved, once its news have come
select format('attempt %s of merchant %s has moved %s %s at the gateway, execution %s is %s', attempt.id,
              attempt.merchant_id, attempt.amount, attempt.currency, execution.id, execution.status)
  from sandbox_attempt as attempt
  join execution on execution.merchant_id = attempt.merchant_id and execution.attempt_id = attempt.id
 where attempt.settled_at is not null and attempt.callback_at is null and execution.next_check_at is null
   and not coalesce((execution.status = 'COMPLETED' or execution.not_kept_at is not null)
                    and attempt.kind = case operation_type
                            when 'COLLECTION' then 'COLLECT'
                            when 'PAYOUT' then 'PAY_OUT'
                            when 'REFUND' then 'REFUND' end
                    and attempt.amount = case attempt.kind when 'COLLECT' then payer_amount else payee_amount end
                    and attempt.currency = case attempt.kind when 'COLLECT' then payer_currency
                                                             else payee_currency end, false);

-- sandbox rule: the sandbox's gateway has moved what the ledger has, or an operator stated it
select format('execution %s of merchant %s has moved %s %s, its attempt at the gateway is %s', execution.id,
              execution.merchant_id, payer_amount, payer_currency,
              case when attempt.id is null then 'not there' else 'not settled' end)
  from execution
  left join sandbox_attempt as attempt on attempt.merchant_id = execution.merchant_id
                                      and attempt.id = execution.attempt_id
 where operation_type <> 'TRANSFER' and (execution.status = 'COMPLETED' or execution.not_kept_at is not null)
   and attempt.settled_at is null
   and exists (select 1 from public.sandbox_attempt)
   and not exists (select 1
                     from execution_event as event
                    where event.merchant_id = execution.merchant_id and event.execution_id = execution.id
                      and event.actor = 'operator');

-- rule of all: a session is consumed exactly when an execution has used it
select format('session %s of merchant %s is %s', session.id, session.merchant_id, session.status)
  from session
  left join execution on execution.merchant_id = session.merchant_id and execution.session_id = session.id
 where (session.status = 'CONSUMED') <> (execution.id is not null);

-- rule: every version of an execution has exactly one event, and the last one left it as it is
select format('execution %s of merchant %s', execution.id, execution.merchant_id)
  from execution
  left join execution_event as event on event.merchant_id = execution.merchant_id and event.execution_id = execution.id
 group by execution.merchant_id, execution.id
having count(event.version) <> execution.version or max(event.version) <> execution.version
    or max(event.to_status) filter (where event.version = execution.version) <> execution.status;

-- rule: the events of an execution follow each other without a gap, in time too
select format('version %s of execution %s of merchant %s', version, execution_id, merchant_id)
  from (select merchant_id, execution_id, version, from_status, at,
               lag(to_status) over history as prior_status, lag(at) over history as prior_at
          from execution_event
        window history as (partition by merchant_id, execution_id order by version)) as event
 where from_status is distinct from prior_status or at < prior_at;

-- rule: the total and the count of a source are those of its items
select format('%s %s of merchant %s', kind, source.id, source.merchant_id)
  from source
  left join source_item as item on item.merchant_id = source.merchant_id and item.source_id = source.id
 group by source.merchant_id, source.id
having source.total_amount <> coalesce(sum(item.qty * item.amount), 0) or source.item_count <> count(item.id);

-- rule: every version of a source has exactly one event
select format('%s %s of merchant %s', kind, source.id, source.merchant_id)
  from source
  left join source_event as event on event.merchant_id = source.merchant_id and event.source_id = source.id
 group by source.merchant_id, source.id
having count(event.version) <> source.version or max(event.version) <> source.version;

-- rule: the events of a source follow each other without a gap, in time too
select format('version %s of source %s of merchant %s', version, source_id, merchant_id)
  from (select merchant_id, source_id, version, from_status, at,
               lag(to_status) over history as prior_status, lag(at) over history as prior_at
          from source_event
        window history as (partition by merchant_id, source_id order by version)) as event
 where from_status is distinct from prior_status or at < prior_at;

-- rule: a source is in the status its last event left it in, since then
select format('%s %s of merchant %s', kind, source.id, source.merchant_id)
  from source
  join source_event as event on event.merchant_id = source.merchant_id and event.source_id = source.id
                            and event.version = source.version
 where event.to_status <> source.status
    or (event.at <> source.updated_at
        and not (source.status in ('PAID', 'CANCELED') and event.from_status = event.to_status));

-- rule: no item came to a source after it was published or canceled
select format('version %s of source %s of merchant %s', version, source_id, merchant_id)
  from source_event
 where type in ('ITEM_ADDED', 'ITEM_UPDATED', 'ITEM_REMOVED', 'UPDATED') and to_status <> 'IDLE';

-- rule: refunds take together what their sum takes
select format('refunds of %s %s of execution %s of merchant %s have taken %s of the wallet, %s are due', given,
              payer_currency, id, merchant_id, taken, due)
  from (select refunds.*,
               case when fx_rate is null then given
                    when given >= payer_amount then whole
                    else least(whole, ceil(round(cast(given as numeric(60, 30)) / fx_rate, digits + 6)
                                           * power(10::numeric, digits)) / power(10::numeric, digits)) end as due
          from (select original.merchant_id, original.id, original.payer_amount, original.payer_currency,
                       original.fx_rate, digits, given, taken,
                       original.payee_amount
                       + ceil(round(cast(original.platform_fee + coalesce(original.gateway_fee, 0)
                                         + coalesce(original.fx_fee, 0) as numeric(60, 30)) / original.fx_rate,
                                    digits + 6) * power(10::numeric, digits)) / power(10::numeric, digits) as whole
                  from (select merchant_id, original_id, sum(payee_amount) as given,
                               sum(payer_amount - platform_fee - coalesce(gateway_fee, 0)) as taken
                          from execution
                         where operation_type = 'REFUND' and session_id is not null
                           and (status <> 'FAILED' or not_kept_at is not null)
                         group by merchant_id, original_id
                        having bool_and(not_kept_at is null) and bool_and(rounding = 'AGAINST_GAIN')) as refund
                  join execution as original on original.merchant_id = refund.merchant_id
                                            and original.id = refund.original_id
                 cross join lateral (select case original.payee_currency when 'RWF' then 0 else 2 end as digits)
                                 as scale) as refunds) as compared
 where taken <> due;

-- rule: what the exchange holds of a collection and its refunds is what their roundings can leave there
select format('execution %s of merchant %s has left %s %s in the exchange, %s to %s are rounding', id, merchant_id,
              held, payer_currency, least, most)
  from (select merchant_id, id, payer_currency, payer_held + payee_held * fx_rate as held,
               case when rounds_half_up then -(refunds + 2) * unit else -(late + 0.000002) * unit end as least,
               case when rounds_half_up then refunds + 2 else 2 * (late + 1) end * unit as most,
               is_stray
          from (select books.merchant_id, cause as id, collection.payer_currency,
                       coalesce(collection.fx_rate, 0) as fx_rate, payer_held, payee_held,
                       coalesce(refunds, 0) as refunds, coalesce(late, 0) as late,
                       half_up or coalesce(collection.rounding = 'HALF_UP', false) as rounds_half_up,
                       coalesce(collection.fx_rate, 0) = 0 or elsewhere as is_stray,
                       case collection.payer_currency when 'RWF' then 1 else 0.01 end
                       + case collection.payee_currency when 'RWF' then 1 else 0.01 end
                         * coalesce(collection.fx_rate, 0) as unit
                  from (select posting.merchant_id, coalesce(execution.original_id, execution.id) as cause,
                               coalesce(sum(case to_account when 'EXCHANGE' then amount else -amount end)
                                   filter (where posting.currency = root.payer_currency), 0) as payer_held,
                               coalesce(sum(case to_account when 'EXCHANGE' then amount else -amount end)
                                   filter (where posting.currency = root.payee_currency), 0) as payee_held,
                               bool_or(root.id is null
                                       or posting.currency not in (root.payer_currency, root.payee_currency))
                                   as elsewhere,
                               bool_or(coalesce(execution.rounding = 'HALF_UP', false)) as half_up
                          from posting
                          left join execution on execution.merchant_id = posting.merchant_id
                                             and execution.id = posting.execution_id
                          left join execution as root on root.merchant_id = execution.merchant_id
                                                     and root.id = coalesce(execution.original_id, execution.id)
                         where 'EXCHANGE' in (from_account, to_account)
                         group by posting.merchant_id, cause) as books
                  left join execution as collection on collection.merchant_id = books.merchant_id
                                                   and collection.id = cause
                  left join (select merchant_id, original_id, count(*) as refunds,
                                    count(*) filter (where not_kept_at is not null) as late
                               from execution
                              where original_id is not null
                              group by merchant_id, original_id) as given_back
                    on given_back.merchant_id = collection.merchant_id
                   and given_back.original_id = collection.id) as held) as bounded
 where is_stray or held < least or held > most;
