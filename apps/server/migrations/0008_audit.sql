-- AUD-1: who did what, when, from where. Nobody edits it.
create table audit_entries (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  staff_id uuid references staff,
  action text not null,
  subject text not null,
  store_id uuid,
  before jsonb,
  after jsonb,
  ip text
);
create index audit_entries_action on audit_entries (action, id desc);
create index audit_entries_staff on audit_entries (staff_id, id desc);

create function audit_entry_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only' using errcode = '23001';
end $$;
create trigger audit_entry_stands before update or delete or truncate on audit_entries for each statement execute function audit_entry_stands();
