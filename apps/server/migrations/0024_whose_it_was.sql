-- A phone or an email that is taken from one customer and passes to another takes its ledger along, for an opt-out stands
-- whoever has it. Here stands whose it was until which entry: what was said while it was theirs stays theirs to prove.
create table contact_point_owners (
  contact_point_id uuid not null references contact_points,
  customer_id uuid not null references customers,
  until_seq bigint not null check (until_seq > 0),
  primary key (contact_point_id, until_seq)
);
create index contact_point_owners_customer on contact_point_owners (customer_id);

create function contact_points_pass() returns trigger language plpgsql as $$
begin
  insert into contact_point_owners (contact_point_id, customer_id, until_seq)
    select new.id, old.customer_id, h.seq from consent_heads h where h.contact_point_id = new.id and h.seq > 0
    -- Nothing was said since it passed before.
    on conflict do nothing;
  return null;
end $$;
create trigger contact_points_pass after update of customer_id on contact_points for each row
  when (old.detached_at is not null and new.detached_at is null and old.customer_id <> new.customer_id)
  execute function contact_points_pass();

-- Whose it was when this entry was written.
create function consent_entry_owner(contact_point uuid, entry bigint) returns uuid language sql stable
return coalesce(
  (select o.customer_id from contact_point_owners o where o.contact_point_id = contact_point and o.until_seq >= entry order by o.until_seq limit 1),
  (select p.customer_id from contact_points p where p.id = contact_point));

-- The words of an erased person, and nobody else's.
create or replace function consent_entry_redaction() returns trigger language plpgsql as $$
declare
  kept consent_entries := new;
begin
  kept.words := old.words;
  kept.disclosure := old.disclosure;
  kept.salt := old.salt;
  kept.redacted_at := old.redacted_at;
  if kept is distinct from old or old.redacted_at is not null or new.redacted_at is null or not exists (
    select from customers c where c.id = consent_entry_owner(old.contact_point_id, old.seq) and c.erased_at is not null
  ) then
    raise exception 'the consent ledger is append-only' using errcode = '23001';
  end if;
  return new;
end $$;
