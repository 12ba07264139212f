-- What the server may do. It owns nothing; events are written once and never changed or removed.
grant usage on schema public to ${server_role};
grant select, insert, update on merchant, credential, party, counterparty, source to ${server_role};
grant select, insert, update, delete on source_item, idempotency_key to ${server_role};
grant select, insert on source_event to ${server_role};
grant usage on all sequences in schema public to ${server_role};
