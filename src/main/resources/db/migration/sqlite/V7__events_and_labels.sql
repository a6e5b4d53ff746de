-- events: of whole days, midnights in UTC; the end is exclusive, and null if none was given
alter table news add column starts integer;
alter table news add column ends integer;
alter table news add column whole_days integer not null default 0;
alter table news add column place text;
-- the names of the labels, one on each line; null in older rows
alter table news add column labels text;
-- when the content was changed last; null in older rows: as updated
alter table news add column revised integer;
-- with the end, so that the agenda passes events that have ended without reading them
create index news_event on news (archived, whole_days, starts, id, ends) where starts is not null;
create index news_event_end on news (archived, whole_days, ends) where starts is not null;

alter table submission add column starts integer;
alter table submission add column ends integer;
alter table submission add column whole_days integer not null default 0;
alter table submission add column place text;
alter table submission add column labels text;
alter table submission add column revised integer;

alter table withdrawn add column starts integer;
alter table withdrawn add column ends integer;
alter table withdrawn add column whole_days integer not null default 0;
alter table withdrawn add column place text;
alter table withdrawn add column labels text;
alter table withdrawn add column revised integer;
-- events that calendars show as cancelled
create index withdrawn_event on withdrawn (withdrawn) where starts is not null;

alter table version add column starts integer;
alter table version add column ends integer;
alter table version add column whole_days integer not null default 0;
alter table version add column place text;
alter table version add column labels text;

-- one row for each name that a label has, or had before it was renamed or merged
create table label (
    -- in the index of words, and in news_label
    number integer primary key,
    -- without case, accents and superfluous spaces
    folded text not null unique,
    -- the number of the label that has this name now
    main integer not null references label (number),
    -- as it is spelled; valid in the row of the label itself
    name text not null
);
create index label_main on label (main);

-- the labels of notices on the board
create table news_label (
    notice text not null references news (id) on delete cascade,
    label integer not null references label (number),
    primary key (notice, label)
);
create index news_label_label on news_label (label, notice);
