-- notices that are not on the board, and changes that are proposed to notices that are on it. No query of what readers see
-- reads this table
create table submission (
    id uuid not null,
    -- whether it is a change proposed to the notice with this id, which keeps its own row
    beside boolean not null,
    state text not null check (state in ('proposed', 'refused', 'hidden')),
    -- why it was refused or hidden
    reason text,
    title text not null,
    description text not null,
    campus text not null references campus (code),
    language text,
    published timestamptz not null,
    expires timestamptz,
    updated timestamptz not null,
    pinned boolean not null,
    version integer not null,
    author uuid,
    author_name text,
    -- the version of the notice on the board that the author of a proposed change has seen
    base integer not null default 0,
    -- when it was proposed, refused or hidden
    moved timestamptz not null,
    primary key (id, beside)
);
create index submission_state on submission (state, moved, id);
create index submission_author on submission (author, state, moved, id);
create index submission_campus on submission (campus, state, moved, id);

-- where the bin restores the notice to: null if it was on the board
alter table withdrawn add column state text;
alter table withdrawn add column reason text;
-- the list of the bin
create index withdrawn_list on withdrawn (withdrawn, id);
create index withdrawn_campus on withdrawn (campus, withdrawn, id);

-- the former versions of notices
create table version (
    notice uuid not null,
    version integer not null,
    title text not null,
    -- of the text in version_text
    hash text not null,
    campus text not null,
    language text,
    published timestamptz not null,
    expires timestamptz,
    updated timestamptz not null,
    pinned boolean not null,
    author uuid,
    author_name text,
    primary key (notice, version)
);
create index version_author on version (author) where author is not null;

-- the texts of former versions: each text of a notice once
create table version_text (
    notice uuid not null,
    -- SHA-256 in hexadecimal
    hash text not null,
    description text not null,
    primary key (notice, hash)
);

-- if a campus names moderators, only they and administrators moderate it
create table campus_moderator (
    campus text not null references campus (code) on delete cascade,
    account uuid not null references account (id) on delete cascade,
    primary key (campus, account)
);

-- who, from where, with what; null in older rows
alter table journal add column version integer;
alter table journal add column campus text;
-- the client's network
alter table journal add column address text;
-- the id of the token; null without one
alter table journal add column token uuid;
-- a role, a state, a reason: never the text of a notice
alter table journal add column detail text;
create index journal_thing on journal (thing, position);
create index journal_campus on journal (campus, position) where campus is not null;
create index journal_actor on journal (actor, position);
create index journal_act on journal (act, position);
create index journal_kind on journal (kind, position);
create index journal_changed on journal (changed, position);
