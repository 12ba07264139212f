-- What the server may do. It owns nothing; events are written once and never changed or removed.
grant usage on schema public to ${server_role};
grant select, insert, update on merchant, credential, party, counterparty, source to ${server_role};
grant select, insert, update, delete on source_item, idempotency_key to ${server_role};
grant select, insert on source_event to ${server_role};
grant select, insert, update on passcode to ${server_role};
grant select, insert on payment_account, checkout to ${server_role};
grant usage on all sequences in schema public to ${server_role};
grant select, insert on live_role to ${server_role};
grant select, update on sandbox_clock to ${server_role};
grant select, insert, update on sandbox_attempt to ${server_role};
grant select, insert, update, delete on sandbox_outage to ${server_role};

-- The feed: written with each event, read, and its oldest entries deleted. Its numbers may jump.
grant select, insert, delete on feed to ${server_role};
grant select, insert, update, delete on feed_mark to ${server_role};
grant select, update on feed_place to ${server_role};
grant select, update on sequence feed_id to ${server_role};

-- Prices: tiers and rows are added and rows are ended, none is rewritten or removed.
grant select on provider, carrier, carrier_prefix to ${server_role};
grant select, insert on fee_tier, fee_tier_rate, gateway_fee, fx_rate, collection_floor to ${server_role};
grant update (effective_to) on fee_tier_rate, fx_rate, collection_floor to ${server_role};
grant update (effective_to, updated_at) on gateway_fee to ${server_role};
grant select, insert, update on merchant_fee_tier to ${server_role};

-- Money: balances and statuses move, postings and events are written once and never changed or removed.
grant select, insert, update on wallet, session, execution to ${server_role};
grant select, insert on execution_event, posting, gift to ${server_role};
grant usage on sequence wallet_id, session_id, execution_id, posting_id, gift_id to ${server_role};

-- What `verify` remembers.
grant select, insert, update on verified to ${server_role};

-- Prompts sent to phones: counted, given back, and deleted when they count no longer.
grant select, insert, update, delete on prompt to ${server_role};
