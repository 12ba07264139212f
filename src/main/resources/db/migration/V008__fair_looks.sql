-- Executions whose gateway has called come first, and merchants take turns. A server of the version before may still
-- serve: it clears next_check_at without news_at, and looks for what is due by execution_to_check.
alter table execution add column news_at timestamptz;

create index execution_due on execution (merchant_id, next_check_at) where next_check_at is not null;
create index execution_news on execution (merchant_id, next_check_at) where news_at is not null;

drop index sandbox_attempt_callback;
create index sandbox_attempt_callback on sandbox_attempt (merchant_id, callback_at) where callback_at is not null;
