-- Since when its gateway has said, each time it was asked, that it knows no such attempt.
alter table execution
    add column not_found_since timestamptz;

-- A part of a refund in two currencies can round to nothing in the wallet's.
alter table execution
    drop constraint execution_payer_amount_check,
    add constraint execution_payer_amount_check check (payer_amount > 0
        or (payer_amount = 0 and operation_type = 'REFUND' and session_id is not null)) not valid;

alter table execution validate constraint execution_payer_amount_check;

-- What has moved although it had been given up.
create index execution_not_kept on execution (merchant_id, id) where not_kept_at is not null;
