-- A phone goes from one merchant to another: whom a transfer has meant is known only while nobody's phone has changed.
alter table merchant add column phone_since timestamptz;
