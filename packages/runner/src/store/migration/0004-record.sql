-- What the log records that has no table of its own: evidence, acts that matter to security, checkpoints sent elsewhere.

create table record (
  id integer primary key,
  kind text not null,
  -- What it is about; two records may be about the same.
  name text not null,
  -- UTC with milliseconds, so that text order is time order.
  known_at text not null,
  -- Canonical JSON.
  document text not null
) strict;

create index record_by_name on record (kind, name, id);

create trigger record_is_not_changed before update on record
begin
  select raise(abort, 'records are only added');
end;

create trigger record_is_not_deleted before delete on record
begin
  select raise(abort, 'records are only added');
end;

-- Entries of the log that are stored with what they are about and that no tile shows yet.

create table log_pending (
  -- How many entries the log had before.
  first integer primary key,
  entries blob not null,
  checkpoint text not null
) strict;

-- How far the log has come: one row.

create table log_head (
  id integer primary key check (id = 1),
  size integer not null,
  -- When its last entry was made.
  at text not null,
  -- How many rows of each table it has, as JSON.
  counts text not null
) strict;
