create table revision (
    number integer not null
);
insert into revision (number) values (0);

create table campus (
    code text primary key,
    -- the code in lower case: one campus, however its code is written
    folded text not null unique,
    name text not null
);

create table news (
    id text primary key,
    title text not null,
    description text not null,
    campus text not null references campus (code),
    published integer not null,
    expires integer,
    updated integer not null,
    pinned integer not null check (pinned in (0, 1)),
    -- expired so long ago that no list of visible notices need look at it
    archived integer not null default 0 check (archived in (0, 1)),
    -- the newest first; the row of news_words has the same number
    position integer unique,
    check (expires > published)
);
create index news_board on news (archived, pinned, published, id);
create index news_campus on news (campus, archived, pinned, published, id);
create index news_expiry on news (expires) where archived = 0 and expires is not null;

-- an index of each length that a word can have: whatever is asked for as a beginning is one list, which need not be merged
create virtual table news_words using fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii',
    prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31'
);

-- a position holds the time in units of 1024 milliseconds, which is published >> 10, with its sign turned, and in its lowest
-- 15 bits a number within such a unit. Near positions are what keeps the index of words small; and it is walked quickly
-- only upwards, which must lead from the newest to the oldest
create trigger news_position_new after insert on news begin
    update news set position = (
        select coalesce(max(position) + 1, -(new.published >> 10) << 15) from news
        where position >= -(new.published >> 10) << 15 and position < (1 - (new.published >> 10)) << 15
    ) where id = new.id;
    select raise(abort, 'no position is left in this second') from news
        where id = new.id and position >> 15 <> -(new.published >> 10);
end;
create trigger news_position_moved after update of published on news when new.published >> 10 <> old.published >> 10 begin
    update news set position = (
        select coalesce(max(position) + 1, -(new.published >> 10) << 15) from news
        where position >= -(new.published >> 10) << 15 and position < (1 - (new.published >> 10)) << 15
    ) where id = new.id;
    select raise(abort, 'no position is left in this second') from news
        where id = new.id and position >> 15 <> -(new.published >> 10);
end;

-- the ids of notices that were deleted, so that their addresses can say so
create table news_deleted (
    id text primary key,
    deleted integer not null
);

create table administrator (
    -- one row at the most, whoever makes it first
    one integer primary key check (one = 1),
    token_hash text not null,
    created integer not null
);

create table idempotency (
    credential text not null,
    route text not null,
    key text not null,
    body_hash text not null,
    created integer not null,
    status integer not null,
    headers text not null,
    body blob not null,
    primary key (credential, route, key)
);
create index idempotency_created on idempotency (created);
