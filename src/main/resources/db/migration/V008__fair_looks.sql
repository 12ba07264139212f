-- Executions whose gateway has called come first, and merchants take turns.
alter table execution
    add column news_at timestamptz,
    add check (news_at is null or next_check_at is not null);

create index execution_due on execution (merchant_id, next_check_at) where next_check_at is not null;
create index execution_news on execution (merchant_id, next_check_at) where news_at is not null;
drop index execution_to_check;

drop index sandbox_attempt_callback;
create index sandbox_attempt_callback on sandbox_attempt (merchant_id, callback_at) where callback_at is not null;
