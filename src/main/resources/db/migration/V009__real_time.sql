-- Idempotency keys and locks of passcodes keep real time from now on; until now they went with the sandbox's clock.
update idempotency_key
   set created_at = created_at - (select offset_micros * interval '1 microsecond' from sandbox_clock);

update passcode
   set locked_until = locked_until - (select offset_micros * interval '1 microsecond' from sandbox_clock)
 where locked_until is not null;

-- Whether this database was ever served in the live role: a row from then on, for good. What was live is never emptied.
create table live_role (
    the_only_row boolean not null primary key default true check (the_only_row)
);
