-- forms for notices as they were typed, each for its author alone; bounded, and no part of what readers see
create table draft (
    account uuid not null references account (id) on delete cascade,
    -- the id that the notice has or will have
    notice uuid not null,
    -- the values of each field, as JSON; not validated
    fields text not null,
    title text not null,
    -- whether it was typed into the form for a new notice
    fresh boolean not null,
    -- whether the person saved it; the others expire
    kept boolean not null,
    saved timestamptz not null,
    primary key (account, notice)
);
create index draft_expiry on draft (saved) where kept = false;
