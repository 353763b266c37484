-- Written by the store's tests from the migrations: read it, do not edit it.

CREATE TABLE basis (
  id integer primary key,
  construct text not null,
  -- UTC with milliseconds, so that text order is time order.
  known_at text not null,
  -- Canonical JSON: the texts, the evidence and the periods.
  document text not null
) strict;

CREATE INDEX basis_by_construct on basis (construct, id);

CREATE TRIGGER basis_is_not_changed before update on basis
begin
  select raise(abort, 'what results were made from is only added');
end;

CREATE TRIGGER basis_is_not_deleted before delete on basis
begin
  select raise(abort, 'what results were made from is only added');
end;

CREATE TABLE card (
  id integer primary key,
  construct text not null,
  known_at text not null,
  document text not null
) strict;

CREATE INDEX card_by_construct on card (construct, known_at, id);

CREATE TRIGGER card_is_not_changed before update on card
begin
  select raise(abort, 'cards are only added');
end;

CREATE TRIGGER card_is_not_deleted before delete on card
begin
  select raise(abort, 'cards are only added');
end;

CREATE TABLE entry (
  id integer primary key,
  -- The name by which later entries speak of it.
  name text not null unique,
  kind text not null,
  -- Null where it speaks of another entry.
  construct text,
  -- UTC with milliseconds, so that text order is time order.
  known_at text not null,
  digest text not null,
  document text not null
) strict;

CREATE INDEX entry_by_construct on entry (construct, id);

CREATE TRIGGER entry_is_not_changed before update on entry
begin
  select raise(abort, 'entries are only added');
end;

CREATE TRIGGER entry_is_not_deleted before delete on entry
begin
  select raise(abort, 'entries are only added');
end;

CREATE TABLE log_head (
  id integer primary key check (id = 1),
  size integer not null,
  -- When its last entry was made.
  at text not null,
  -- How many rows of each table it has, as JSON.
  counts text not null
) strict;

CREATE TABLE log_pending (
  -- How many entries the log had before.
  first integer primary key,
  entries blob not null,
  checkpoint text not null
) strict;

CREATE TABLE record (
  id integer primary key,
  kind text not null,
  -- What it is about; two records may be about the same.
  name text not null,
  -- UTC with milliseconds, so that text order is time order.
  known_at text not null,
  -- Canonical JSON.
  document text not null
) strict;

CREATE INDEX record_by_name on record (kind, name, id);

CREATE TRIGGER record_is_not_changed before update on record
begin
  select raise(abort, 'records are only added');
end;

CREATE TRIGGER record_is_not_deleted before delete on record
begin
  select raise(abort, 'records are only added');
end;

CREATE TABLE result (
  id integer primary key,
  construct text not null,
  period_start text not null,
  period_end text not null,
  -- Canonical JSON of the group: '{}' is the total.
  group_text text not null,
  -- UTC with milliseconds, so that text order is time order.
  known_at text not null,
  -- Null, as the document is, where the group no longer exists from known_at on.
  digest text,
  document text,
  check ((digest is null) = (document is null))
) strict;

CREATE INDEX result_by_group on result (construct, period_start, period_end, group_text, known_at, id);

CREATE TRIGGER result_is_not_changed before update on result
begin
  select raise(abort, 'results are only added');
end;

CREATE TRIGGER result_is_not_deleted before delete on result
begin
  select raise(abort, 'results are only added');
end;
