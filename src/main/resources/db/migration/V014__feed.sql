-- What has changed, in the order in which it is told. Whatever changes a source or an execution writes its event and
-- its entry here in one statement. The oldest entries are deleted, so nothing refers to them; what an entry says is
-- checked where its event is.
create sequence feed_id;
create table feed (
    merchant_id bigint      not null,
    id          bigint      not null default nextval('feed_id'),
    object_id   bigint      not null,
    at          timestamptz not null,
    version     integer     not null check (version > 0),
    kind        text        not null check (kind in
        ('ORDER', 'INVOICE', 'COLLECTION', 'PAYOUT', 'TRANSFER', 'REFUND')),
    type        text        not null,
    primary key (merchant_id, id)
);

-- Which history the numbers of the feed belong to. In a restored database, or after a failover, numbers could be given
-- out a second time that readers have seen: a server that finds itself elsewhere jumps far ahead.
create table feed_place (
    the_only_row boolean not null primary key default true check (the_only_row),
    place        text    not null
);

insert into feed_place (place) values ('');

-- When the feed was at which number. Of the entries up to the first mark some or all are deleted.
create table feed_mark (
    upto bigint      not null primary key,
    at   timestamptz not null
);

insert into feed_mark (upto, at) values (0, '-infinity');

-- The number of the entry that tells of an event. Events of before have none.
alter table source_event add column feed_id bigint;
alter table source_event add constraint source_event_feed_id_check check (feed_id is not null) not valid;

alter table execution_event add column feed_id bigint;
alter table execution_event add constraint execution_event_feed_id_check check (feed_id is not null) not valid;

-- A server of the version before serves on while this one comes, and writes events without a number.
create function tell_feed_of_source() returns trigger language plpgsql as $$
begin
    new.feed_id := nextval('feed_id');
    insert into feed (merchant_id, id, kind, object_id, version, type, at)
    select new.merchant_id, new.feed_id, source.kind, new.source_id, new.version, new.type, new.at
      from source
     where source.merchant_id = new.merchant_id and source.id = new.source_id;
    return new;
end
$$;

create trigger tell_feed before insert on source_event
    for each row when (new.feed_id is null) execute function tell_feed_of_source();

create function tell_feed_of_execution() returns trigger language plpgsql as $$
begin
    new.feed_id := nextval('feed_id');
    insert into feed (merchant_id, id, kind, object_id, version, type, at)
    select new.merchant_id, new.feed_id, execution.operation_type, new.execution_id, new.version, new.type, new.at
      from execution
     where execution.merchant_id = new.merchant_id and execution.id = new.execution_id;
    return new;
end
$$;

create trigger tell_feed before insert on execution_event
    for each row when (new.feed_id is null) execute function tell_feed_of_execution();

-- With the tables: a server of the version before, which waited for this migration, writes at once.
grant insert on feed to ${server_role};
grant usage on sequence feed_id to ${server_role};
