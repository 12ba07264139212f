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
