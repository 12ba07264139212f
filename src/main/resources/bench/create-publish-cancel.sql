-- The life of an order that nobody pays, as a client of the database would write it by hand: four transactions in
-- seventeen round trips, the rows of OpenDollr's own.
\set unit :client_id * :units_per_client + :done
\set done :done + 1
\set merchant :first_merchant + :unit % :merchants
\set counterparty :first_counterparty + :unit % :merchants
begin;
insert into source (merchant_id, kind, number, counterparty_id, currency, total_amount, item_count, note, fee_bearer,
                    as_payment_link, status, version, created_at, updated_at)
values (:merchant, 'ORDER', 'ORD-PGBENCH-' || nextval('order_number'), :counterparty, 'USD', 0, 0,
        'Order of a benchmark', 'PAYER', false, 'IDLE', 1, :at, :at)
returning id \gset order_
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :order_id, 1, 'CREATED', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :order_id, 1, 'CREATED', null, 'IDLE', :at, :actor, :request_id, null, id from told;
commit;
begin;
insert into source_item (merchant_id, source_id, name, currency, qty, amount, created_at, updated_at)
values (:merchant, :order_id, 'Item of a benchmark', 'USD', 1, 25.50, :at, :at);
update source
   set total_amount = total_amount + 25.50, item_count = item_count + 1, version = version + 1,
       updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and kind = 'ORDER' and id = :order_id and status = 'IDLE';
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :order_id, 2, 'ITEM_ADDED', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :order_id, 2, 'ITEM_ADDED', 'IDLE', 'IDLE', :at, :actor, :request_id, null, id from told;
commit;
begin;
update source
   set prior_status = status, status = 'ACTIVE', version = version + 1, updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and kind = 'ORDER' and id = :order_id and status = 'IDLE' and item_count > 0;
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :order_id, 3, 'PUBLISHED', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :order_id, 3, 'PUBLISHED', 'IDLE', 'ACTIVE', :at, :actor, :request_id, null, id from told;
commit;
begin;
update source
   set prior_status = status, status = 'CANCELED', version = version + 1, updated_at = greatest(updated_at, :at)
 where merchant_id = :merchant and kind = 'ORDER' and id = :order_id and status in ('IDLE', 'ACTIVE');
with told as (
insert into feed (merchant_id, kind, object_id, version, type, at)
values (:merchant, 'ORDER', :order_id, 4, 'CANCELED', :at)
returning id)
insert into source_event (merchant_id, source_id, version, type, from_status, to_status, at, actor, request_id, reason,
                          feed_id)
select :merchant, :order_id, 4, 'CANCELED', 'ACTIVE', 'CANCELED', :at, :actor, :request_id, null, id from told;
commit;
