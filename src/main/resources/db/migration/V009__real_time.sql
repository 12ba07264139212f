-- Idempotency keys and locks of passcodes keep real time from now on; until now they went with the sandbox's clock.
update idempotency_key
   set created_at = created_at - (select offset_micros * interval '1 microsecond' from sandbox_clock);

update passcode
   set locked_until = locked_until - (select offset_micros * interval '1 microsecond' from sandbox_clock)
 where locked_until is not null;
