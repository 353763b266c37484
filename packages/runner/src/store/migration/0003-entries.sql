-- What people decided and said about results. Rows are added, never changed: who takes something back says so in another.

create table entry (
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

create index entry_by_construct on entry (construct, id);

create trigger entry_is_not_changed before update on entry
begin
  select raise(abort, 'entries are only added');
end;

create trigger entry_is_not_deleted before delete on entry
begin
  select raise(abort, 'entries are only added');
end;
