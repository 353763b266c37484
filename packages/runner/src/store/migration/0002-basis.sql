-- What the results of a construct were last made from, so that what would be the same is not measured again.

create table basis (
  id integer primary key,
  construct text not null,
  -- UTC with milliseconds, so that text order is time order.
  known_at text not null,
  -- Canonical JSON: the texts, the evidence and the periods.
  document text not null
) strict;

create index basis_by_construct on basis (construct, id);

create trigger basis_is_not_changed before update on basis
begin
  select raise(abort, 'what results were made from is only added');
end;

create trigger basis_is_not_deleted before delete on basis
begin
  select raise(abort, 'what results were made from is only added');
end;
