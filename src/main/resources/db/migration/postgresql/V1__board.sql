create table revision (
    number bigint not null
);
insert into revision (number) values (0);

create table campus (
    code text collate "C" primary key,
    -- the code in lower case: one campus, however its code is written
    folded text collate "C" not null unique,
    name text not null
);

create table news (
    id uuid primary key,
    title text not null,
    description text not null,
    campus text collate "C" not null references campus (code),
    published timestamptz not null,
    expires timestamptz,
    updated timestamptz not null,
    pinned boolean not null,
    -- expired so long ago that no list of visible notices need look at it
    archived boolean not null default false,
    -- folded, for searches
    words tsvector,
    check (expires > published)
);
create index news_board on news (archived, pinned, published, id);
create index news_campus on news (campus, archived, pinned, published, id);
create index news_expiry on news (expires) where not archived and expires is not null;
create index news_time on news (published, id);
-- the way of a search for a common word, newest first
create index news_current on news (archived, published, id);
-- without a list of what is pending, through which every search would go
create index news_words on news using gin (words) with (fastupdate = off);

-- the ids of notices that were deleted, so that their addresses can say so
create table news_deleted (
    id uuid primary key,
    deleted timestamptz not null
);

create table administrator (
    -- one row at the most, whoever makes it first
    one integer primary key check (one = 1),
    token_hash text not null,
    created timestamptz not null
);

create table idempotency (
    credential text not null,
    route text not null,
    key text not null,
    body_hash text not null,
    created timestamptz not null,
    status integer not null,
    headers text not null,
    body bytea not null,
    primary key (credential, route, key)
);
create index idempotency_created on idempotency (created);
