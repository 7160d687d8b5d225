-- CUS-8: what an order says of its buyer in its own words, by what would be an address of theirs: whole emails, the ends of
-- phones (national or not, with or without the 9 of Brazil, they end alike), the source's id of them. An erasure looks here, so
-- that it finds also an order that waits for its customer, and one that was given to somebody else.
create function order_given_keys(source text, given jsonb, shipping jsonb) returns text[] language sql immutable parallel safe
return (select coalesce(array_agg(distinct k.key), '{}') from (
  select 'email ' || lower(normalize(btrim(given ->> 'email'), nfkc)) as key
  union all select 'id ' || source || ' ' || (given ->> 'externalId')
  union all select 'phone ' || right(regexp_replace(p.phone, '\D', '', 'g'), 7)
    from unnest(array[given ->> 'phone', given #>> '{address,phone}', shipping ->> 'phone']) p (phone)
    where regexp_replace(p.phone, '\D', '', 'g') ~ '.{7}') k where k.key is not null);
create index orders_given on orders using gin (public.order_given_keys(source, given_customer, shipping_address))
  where given_customer is not null or shipping_address is not null;

-- CUS-8: emails, and every seven digits in a row whatever stands between them, in what staff wrote: a note about one customer
-- that holds the phone or the email of another is found when that other one is erased.
create function addresses_in(words text) returns text[] language sql immutable parallel safe
return (select coalesce(array_agg(distinct a.address), '{}') from (
  select lower(m[1]) as address from regexp_matches(words, '([^\s<>()",;:]+@[^\s<>()",;:]*[[:alnum:]])', 'g') m
  union all
  select substr(d.digits, i, 7) from (
      select regexp_replace(m[1], '\D', '', 'g') as digits from regexp_matches(words, '(\d(?:[ ()/.-]*\d){6,})', 'g') m) d,
    generate_series(1, length(d.digits) - 6) i) a);
create index customer_notes_addresses on customer_notes using gin (public.addresses_in(body)) where public.addresses_in(body) <> '{}';

-- A phone and a WhatsApp id of the same digits are one person, under whichever of the two they were erased.
create function keyed_hashes(kind text, value text) returns bytea[] language sql stable
return case kind
  when 'phone' then array[public.keyed_hash('phone', value), public.keyed_hash('whatsapp', ltrim(value, '+'))]
  when 'whatsapp' then array[public.keyed_hash('whatsapp', value), public.keyed_hash('phone', '+' || value)]
  else array[public.keyed_hash(kind, value)] end;

create or replace function contact_points_hold() returns trigger language plpgsql as $$
begin
  -- Two questions, so that who has erased nobody needs no key.
  if exists (select from erased_contacts) then
    if exists (select from erased_contacts e where e.hash = any (keyed_hashes(new.kind, new.value))) then
      new.held_since := coalesce(new.held_since, new.created_at);
    end if;
  end if;
  return new;
end $$;

-- They have written first, by themselves: from here on they are somebody new, by phone and by WhatsApp.
create or replace function contact_point_begins(contact_point uuid) returns void language plpgsql as $$
declare
  written contact_points;
  point contact_points;
begin
  select * into written from contact_points where id = contact_point and held_since is not null for update;
  if not found then return; end if;
  delete from erased_contacts where hash = any (keyed_hashes(written.kind, written.value));
  for point in select * from contact_points p where p.held_since is not null and (p.id = contact_point
      or (written.kind = 'phone' and p.kind = 'whatsapp' and p.value = ltrim(written.value, '+'))
      or (written.kind = 'whatsapp' and p.kind = 'phone' and p.value = '+' || written.value)) order by p.id for update loop
    update contact_points set held_since = null where id = point.id;
    update consent_heads h set stopped_everywhere_at = (select max(e.at) from consent_entries e
      where e.contact_point_id = point.id and e.everywhere and e.after = 'opted_out') where h.contact_point_id = point.id;
  end loop;
end $$;

-- Somebody was erased whom this file may name. Its file, samples and refused records go now, or when the run that is under way
-- has ended: whoever ends it need not know.
alter table import_jobs add column file_must_go boolean not null default false;
create function import_jobs_let_go() returns trigger language plpgsql as $$
begin
  delete from import_chunks where job_id = new.id;
  delete from import_refusals where job_id = new.id;
  new.reading := null;
  new.file_gone_at := coalesce(new.file_gone_at, greatest(new.ended_at, new.touched_at));
  new.file_must_go := false;
  -- One that was never run has come to its end with its file.
  if new.state in ('uploading', 'ready') then new.state := 'canceled'; end if;
  return new;
end $$;
create trigger import_jobs_let_go before update of state, file_must_go on import_jobs for each row
  when (new.file_must_go and new.state not in ('queued', 'running')) execute function import_jobs_let_go();

-- The audit may lose the name of an imported file where the import itself has lost it, and nothing else.
create or replace function audit_entry_redaction() returns trigger language plpgsql as $$
declare
  kept audit_entries := new;
begin
  if old.action in ('import.begun', 'import.started', 'import.canceled') then
    kept.subject := old.subject;
    kept.after := old.after;
    if kept is distinct from old or new.subject not like '…%'
      or new.after is distinct from (old.after || case when old.after ? 'fileName' then jsonb_build_object('fileName', new.subject) else '{}' end)
      or not exists (select from import_jobs j where j.id = (old.after ->> 'importId')::uuid and j.file_name = new.subject) then
      raise exception 'the audit is append-only' using errcode = '23001';
    end if;
    return new;
  end if;
  kept.before := old.before;
  kept.after := old.after;
  if kept is distinct from old or new.before is not null or new.after is not null
    or not exists (select from customers c where c.id = old.customer_id and c.erased_at is not null) then
    raise exception 'the audit is append-only' using errcode = '23001';
  end if;
  return new;
end $$;

-- API-3: answers that hold the secret of an API key are no longer kept.
delete from idempotency_keys where answer::text like '%"secret":"rk\_%';
