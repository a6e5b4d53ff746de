create table account (
    id text primary key,
    -- the name for signing in, as written and for comparison
    username text not null,
    folded text not null unique,
    name text not null,
    email text,
    -- in PHC format; null until the first password is set
    password text,
    role text not null,
    active integer not null check (active in (0, 1)),
    version integer not null,
    created integer not null
);

create table account_campus (
    account text not null references account (id) on delete cascade,
    campus text not null references campus (code) on delete cascade,
    primary key (account, campus)
);

create table session (
    -- SHA-256 of the cookie's value
    hash text primary key,
    id text not null unique,
    account text not null references account (id) on delete cascade,
    created integer not null,
    -- stored at most once in 5 minutes
    seen integer not null,
    address text not null,
    browser text not null
);
create index session_account on session (account);
create index session_seen on session (seen);

create table token (
    id text primary key,
    hash text not null unique,
    -- the id of the actor that it belongs to
    owner text not null,
    -- null if that is the holder of the administrator's token
    account text references account (id) on delete cascade,
    name text not null,
    scopes text not null,
    created integer not null,
    expires integer not null,
    used integer
);
create index token_owner on token (owner, created);
create index token_account on token (account);

-- one-time codes: of the set-up, of invitations, and for a new password
create table code (
    hash text primary key,
    id text not null unique,
    kind text not null,
    -- whose password it sets
    account text references account (id) on delete cascade,
    -- what an invitation grants; codes of campuses have no comma
    role text,
    campuses text not null default '',
    created integer not null,
    expires integer not null
);

-- failed sign-ins and wrong tokens; bounded, and no part of what readers see
create table attempt (
    name text not null,
    address text not null,
    failures integer not null,
    since integer not null,
    primary key (address, name)
);
create index attempt_since on attempt (since);

-- the account, and the name that it had when it wrote this version; null if it has none or was deleted
alter table news add column author text;
alter table news add column author_name text;
create index news_author on news (author, published, id) where author is not null;

-- whether its editors may change each other's notices
alter table campus add column shared integer not null default 0;

-- the bin. Withdrawn notices leave the table news, so that no reader, not even an older version, finds them there
create table withdrawn (
    id text primary key,
    title text not null,
    description text not null,
    campus text not null,
    language text,
    published integer not null,
    expires integer,
    updated integer not null,
    pinned integer not null,
    version integer not null,
    author text,
    author_name text,
    withdrawn integer not null,
    withdrawn_by text not null
);
create index withdrawn_time on withdrawn (withdrawn);
create index withdrawn_author on withdrawn (author, withdrawn, id);
