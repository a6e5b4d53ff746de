-- random; each change stores a new one
alter table revision add column stamp bigint not null default 0;

-- 1 after creation; each change adds 1
alter table news add column version integer not null default 1;

-- one row for each object that a change created, updated or deleted, in the order of the changes
create table journal (
    position bigint generated always as identity primary key,
    revision bigint not null,
    stamp bigint not null,
    changed timestamptz not null,
    actor text not null,
    act text not null,
    kind text not null,
    thing text not null,
    origin text not null
);

-- keys belong to an actor and no longer to a token: if several tokens used the same key, keep the newest
delete from idempotency where exists (
    select 1 from idempotency newer
    where newer.route = idempotency.route and newer.key = idempotency.key
        and (newer.created, newer.credential) > (idempotency.created, idempotency.credential)
);
update idempotency set credential = 'administrator';
