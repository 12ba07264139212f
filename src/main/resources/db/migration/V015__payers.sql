-- By which name a gateway has declined, where it is known that the gateway itself has. What failed earlier has none:
-- the check is not validated, since that would read all executions while nobody else can.
alter table execution add column decline_code text;
alter table execution add constraint execution_decline_code_check
    check (decline_code is null or (status = 'FAILED' and length(decline_code) <= 255)) not valid;

-- Which payments have sent a prompt to a phone, over all merchants: a phone is known by a keyed hash only. Requests
-- for the same payment share its place, `asks` counts them.
create table prompt (
    phone_hash   text        not null check (phone_hash ~ '^[0-9a-f]{64}$'),
    reference_id uuid        not null,
    asks         integer     not null check (asks > 0),
    at           timestamptz not null,
    primary key (phone_hash, reference_id)
);

-- To delete what counts no longer.
create index prompt_at on prompt (at);
