-- Movements have the names that docs/money.md lists, and what fees have brought stays.
alter table posting
    add constraint posting_movement_check check (movement in
        ('FUNDING', 'COLLECTION', 'COLLECTION_NOT_KEPT', 'RETURN', 'PAYOUT_STARTED', 'PAYOUT_COMPLETED',
         'PAYOUT_FAILED', 'PAYOUT_LATE', 'TRANSFER_SENT', 'TRANSFER_RECEIVED', 'REFUND_STARTED', 'REFUND_COMPLETED',
         'REFUND_FAILED', 'REFUND_LATE')) not valid,
    add constraint posting_fees_stay check (from_account not in ('PLATFORM_FEES', 'GATEWAY_FEES', 'FX_FEES'))
        not valid;

alter table posting validate constraint posting_movement_check;
alter table posting validate constraint posting_fees_stay;

-- Which execution of another merchant a posting follows from.
create index posting_of_origin on posting (origin_merchant_id, origin_execution_id)
    where origin_execution_id is not null;

-- Since when every rule of the books held: what transactions before `horizon` have written was looked at. Means
-- nothing in another database, or for other rules.
create table verified (
    the_only_row boolean not null primary key default true check (the_only_row),
    horizon      xid8    not null,
    place        text    not null,
    rules        text    not null
);
