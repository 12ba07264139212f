-- A payer on a page whom the merchant does not know has no phone here: the number stands in the payment account. This
-- is a migration of its own, so that none holds locks on two tables that payments use.
alter table party alter column phone drop not null;
