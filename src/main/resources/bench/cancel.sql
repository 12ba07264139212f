-- A cancel as a client of the database would write it by hand: four round trips, the rows of OpenDollr's own cancel.
-- Running out of fresh orders fails in the schema: a second event of one version, or an event of no order.
\set unit :client_id * :units_per_client + :done
\set done :done + 1
\set merchant :first_merchant + :unit % :merchants
\set id :first_order + :unit
begin;
update source
   set prior_status = status, status = 'CANCELED', version = version + 1, updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and kind = 'ORDER' and id = :id and status in ('IDLE', 'ACTIVE')
returning prior_status, kind, id, number, reference_id, counterparty_id, currency, total_amount, item_count, note,
          fee_bearer, as_payment_link, due_date, status, version, paid_at, created_at, updated_at;
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :id, 2, 'CANCELED', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :id, 2, 'CANCELED', 'ACTIVE', 'CANCELED', :at, :actor, :request_id, null, id from told;
commit;
