-- The bank of the sandbox finds a card payment by the secret that its payer has.
create index sandbox_attempt_secret on sandbox_attempt (client_secret) where client_secret is not null;
