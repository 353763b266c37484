-- Results and the cards of their constructs. Rows are added, never changed: what was known on a day stays known.

create table result (
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

create index result_by_group on result (construct, period_start, period_end, group_text, known_at, id);

create trigger result_is_not_changed before update on result
begin
  select raise(abort, 'results are only added');
end;

create trigger result_is_not_deleted before delete on result
begin
  select raise(abort, 'results are only added');
end;

create table card (
  id integer primary key,
  construct text not null,
  known_at text not null,
  document text not null
) strict;

create index card_by_construct on card (construct, known_at, id);

create trigger card_is_not_changed before update on card
begin
  select raise(abort, 'cards are only added');
end;

create trigger card_is_not_deleted before delete on card
begin
  select raise(abort, 'cards are only added');
end;
