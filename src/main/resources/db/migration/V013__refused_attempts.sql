-- An attempt that the sandbox's gateway refuses is stored too, so that its id is spent; also a refund of what it has
-- never had.
alter table sandbox_attempt drop constraint sandbox_attempt_merchant_id_original_id_fkey;
