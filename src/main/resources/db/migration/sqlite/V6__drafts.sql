-- forms for notices as they were typed, each for its author alone; bounded, and no part of what readers see
create table draft (
    account text not null references account (id) on delete cascade,
    -- the id that the notice has or will have
    notice text not null,
    -- the values of each field, as JSON; not validated
    fields text not null,
    title text not null,
    -- whether it was typed into the form for a new notice
    fresh integer not null check (fresh in (0, 1)),
    -- whether the person saved it; the others expire
    kept integer not null check (kept in (0, 1)),
    saved integer not null,
    primary key (account, notice)
);
create index draft_expiry on draft (saved) where kept = false;
