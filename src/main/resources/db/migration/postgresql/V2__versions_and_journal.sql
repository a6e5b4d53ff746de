-- random, new with each change
alter table revision add column stamp bigint not null default 0;

-- 1, 2, 3 …
alter table news add column version integer not null default 1;

-- one row for each thing that a change touched, in the order of the changes
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

-- a key belongs to an actor, who may change tokens: of two equal keys of former tokens the newest stays
delete from idempotency where exists (
    select 1 from idempotency newer
    where newer.route = idempotency.route and newer.key = idempotency.key
        and (newer.created, newer.credential) > (idempotency.created, idempotency.credential)
);
update idempotency set credential = 'administrator';
