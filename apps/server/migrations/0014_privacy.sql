-- CUS-7: who may be one person, with the reasons; found when something is written about one of them, never by a full scan.
create table duplicate_candidates (
  -- The older id first, so that a pair is one row.
  first_id uuid not null references customers,
  second_id uuid not null references customers,
  reasons text[] not null check (cardinality(reasons) > 0 and reasons <@ '{phone,email,name_address,name_birthday,order}'),
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references staff,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index duplicate_candidates_second on duplicate_candidates (second_id);
-- By store: a pair is shown where at least one of the two is known. Kept by triggers.
create table duplicate_stores (
  store_id uuid not null references stores,
  found_at timestamptz not null,
  first_id uuid not null,
  second_id uuid not null,
  primary key (store_id, first_id, second_id),
  foreign key (first_id, second_id) references duplicate_candidates on delete cascade
);
create index duplicate_stores_list on duplicate_stores (store_id, found_at desc, first_id desc, second_id desc);
create index duplicate_stores_pair on duplicate_stores (first_id, second_id);
create function duplicate_candidates_follow() returns trigger language plpgsql as $$
begin
  delete from duplicate_stores d where d.first_id = new.first_id and d.second_id = new.second_id;
  if new.dismissed_at is null then
    insert into duplicate_stores (store_id, found_at, first_id, second_id)
      select distinct k.store_id, new.found_at, new.first_id, new.second_id from customer_stores k where k.customer_id in (new.first_id, new.second_id);
  end if;
  return null;
end $$;
create trigger duplicate_candidates_follow after insert or update on duplicate_candidates for each row execute function duplicate_candidates_follow();
create function duplicate_stores_follow() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into duplicate_stores (store_id, found_at, first_id, second_id)
      select n.store_id, d.found_at, d.first_id, d.second_id from new_rows n join duplicate_candidates d on d.first_id = n.customer_id where d.dismissed_at is null
      union select n.store_id, d.found_at, d.first_id, d.second_id from new_rows n join duplicate_candidates d on d.second_id = n.customer_id where d.dismissed_at is null
      on conflict do nothing;
  else
    delete from duplicate_stores d using old_rows o where d.store_id = o.store_id and o.customer_id in (d.first_id, d.second_id)
      and not exists (select from customer_stores k where k.store_id = d.store_id and k.customer_id in (d.first_id, d.second_id));
  end if;
  return null;
end $$;
create trigger customer_stores_alike after insert on customer_stores referencing new table as new_rows
  for each statement execute function duplicate_stores_follow();
create trigger customer_stores_not_alike after delete on customer_stores referencing old table as old_rows
  for each statement execute function duplicate_stores_follow();
-- How duplicates are looked up: an email without dots and what follows a plus, the digits of a phone without its country.
create function alike_email(email text) returns text language sql immutable strict parallel safe
return replace(split_part(split_part(lower(email), '@', 1), '+', 1), '.', '') || '@' || split_part(lower(email), '@', 2);
create index contact_points_alike on contact_points (alike_email(value)) where kind = 'email';
create index contact_points_digits on contact_points (right(ltrim(value, '+'), 9)) where kind <> 'email';
create index customers_alike on customers (search_name) where search_name <> '';

-- A merge, and every row that it touched with what it was and what it became: so that it can be undone for 30 days.
create table merges (
  id uuid primary key default uuidv7(),
  survivor_id uuid not null references customers,
  absorbed_id uuid not null references customers,
  at timestamptz not null,
  by_staff_id uuid references staff,
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references staff
);
create index merges_survivor on merges (survivor_id, at desc, id desc);
create index merges_absorbed on merges (absorbed_id, at desc, id desc);
create index merges_open on merges (undo_until) where undone_at is null;
create table merge_rows (
  merge_id uuid not null references merges on delete cascade,
  number int not null,
  table_name text not null,
  key jsonb not null,
  -- Only the columns that changed; the whole row where it was taken away (`after` null) or made (`before` null).
  before jsonb,
  after jsonb,
  primary key (merge_id, number)
);

-- CUS-8: who looked at whom; a row a member of staff, customer and quarter of an hour.
create table customer_views (
  staff_id uuid not null references staff,
  customer_id uuid not null references customers,
  slot timestamptz not null,
  store_id uuid,
  at timestamptz not null,
  what text not null,
  primary key (customer_id, slot, staff_id)
);
create index customer_views_customer on customer_views (customer_id, at desc, staff_id desc);
create index customer_views_age on customer_views (at);

create table erasures (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  at timestamptz not null,
  by_staff_id uuid references staff,
  cause text not null check (cause in ('request', 'retention'))
);
create index erasures_customer on erasures (customer_id);
-- Whom we may not write to although nobody knows any more who they were: HMAC of kind and address, under a secret that is
-- not in this database. Gone when they write to us first.
create table erased_contacts (
  hash bytea primary key,
  erased_at timestamptz not null
);
-- What an erased person wrote lately: the carrier's list still has it, and it must not come in again. Only digests of its ids.
create table erased_messages (
  hash bytea primary key,
  erased_at timestamptz not null
);
alter table contact_points
  -- The HMAC of an erased address; `value` names nobody then.
  add column erased_hash bytea,
  -- Made anew for someone who was erased: nothing goes there until they write first by themselves.
  add column held_since timestamptz;
create index contact_points_erased on contact_points (erased_hash) where erased_hash is not null;

-- HMAC-SHA-256 of an address, under the installation's secret. Each connection brings the two padded keys (hexadecimal, 64
-- bytes each); the database does not keep them.
create function keyed_hash(kind text, value text) returns bytea language plpgsql stable as $$
declare
  pads bytea := decode(current_setting('rapport.erasure_pads', true), 'hex');
begin
  if pads is null or octet_length(pads) <> 128 then
    raise exception 'this connection does not bring the erasure key' using errcode = '55000', hint = 'Connect with -c rapport.erasure_pads=…, as the server does.';
  end if;
  return sha256(substr(pads, 65) || sha256(substr(pads, 1, 64) || convert_to(kind || ' ' || value, 'UTF8')));
end $$;

-- Whoever makes a contact point of an erased person, by whatever way: nothing goes to it, from no store (CUS-8).
create function contact_points_hold() returns trigger language plpgsql as $$
begin
  -- Two questions, so that who has erased nobody needs no key.
  if exists (select from erased_contacts) then
    if exists (select from erased_contacts e where e.hash = keyed_hash(new.kind, new.value)) then
      new.held_since := coalesce(new.held_since, new.created_at);
    end if;
  end if;
  return new;
end $$;
create trigger contact_points_hold before insert or update of kind, value on contact_points for each row
  when (new.erased_hash is null) execute function contact_points_hold();
create function contact_points_held() returns trigger language plpgsql as $$
begin
  insert into consent_heads (contact_point_id, seq, hash, stopped_everywhere_at, sealed)
    values (new.id, 0, sha256(convert_to(new.id::text, 'UTF8')), new.held_since, true)
    on conflict (contact_point_id) do update set stopped_everywhere_at = coalesce(consent_heads.stopped_everywhere_at, excluded.stopped_everywhere_at);
  return null;
end $$;
create trigger contact_points_held after insert or update of held_since, value on contact_points for each row
  when (new.held_since is not null) execute function contact_points_held();

-- They have written first, by themselves: from here on they are somebody new.
create function contact_point_begins(contact_point uuid) returns void language plpgsql as $$
declare
  point contact_points;
begin
  select * into point from contact_points where id = contact_point and held_since is not null for update;
  if not found then return; end if;
  delete from erased_contacts where hash = keyed_hash(point.kind, point.value);
  update contact_points set held_since = null where id = contact_point;
  update consent_heads h set stopped_everywhere_at = (select max(e.at) from consent_entries e
    where e.contact_point_id = contact_point and e.everywhere and e.after = 'opted_out') where h.contact_point_id = contact_point;
end $$;

create table retention_rules (
  kind text primary key check (kind in ('customers', 'messages', 'views')),
  months int not null check (months between 1 and 600),
  changed_at timestamptz not null,
  changed_by uuid references staff
);
-- Messages are written in the order of time, so a summary of each stretch of the table is enough to find the old ones.
create index messages_age on messages using brin (created_at);

-- ---------------------------------------------------------------------------------------------------------------------
-- The ledger's form 2: the hash covers salted digests of the words and of the disclosure instead of the texts. On erasure
-- texts and salt go, and the chain still verifies: nobody can guess the words from a digest whose salt is gone.
alter table consent_entries
  add column form smallint not null default 1 check (form in (1, 2)),
  add column salt bytea,
  add column words_digest bytea,
  add column disclosure_digest bytea,
  add column redacted_at timestamptz;
alter table consent_entries alter column form set default 2;
alter table consent_entries add constraint consent_entries_form check (form = 2 or (salt is null and words_digest is null and disclosure_digest is null));
alter table consent_entries add constraint consent_entries_redacted check (redacted_at is null or (words is null and disclosure is null and salt is null));

alter table consent_entries drop constraint consent_entries_cause_check;
alter table consent_entries add constraint consent_entries_cause_check
  check (cause in ('request', 'keyword', 'reply', 'customer_initiated', 'staff', 'import', 'provider', 'lapsed', 'merge', 'unmerge'));
-- STOP after a merge that stopped this contact point for another's sake: now the customer has said it here too.
alter table consent_entries drop constraint consent_entries_check;
alter table consent_entries add constraint consent_entries_moves
  check (before <> after or (after = 'opted_out' and (everywhere or cause in ('keyword', 'staff', 'provider'))));
-- CON-7: only the customer's own word leads back from an opt-out; or the undoing of the merge that made it (see the chain).
alter table consent_entries drop constraint opt_out_stands;
alter table consent_entries add constraint opt_out_stands
  check (before <> 'opted_out' or after = 'opted_out' or cause = 'unmerge' or (after = 'opted_in' and cause = 'keyword' and message_id is not null));
alter table consent_entries add constraint a_merge_only_stops check (cause <> 'merge' or after = 'opted_out');

create or replace function consent_entry_digest(e consent_entries) returns bytea
language sql immutable
return sha256(e.previous_hash || convert_to(
  (select string_agg(coalesce(octet_length(f)::text || ':' || f, '-'), ',' order by n)
   from unnest(case e.form when 1 then array[
     e.contact_point_id::text, e.seq::text, e.store_id::text, e.channel, e.before, e.after, e.cause,
     e.words, e.disclosure, e.message_id::text, e.staff_id::text, e.everywhere::text,
     to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
   ] else array[
     '2', e.contact_point_id::text, e.seq::text, e.store_id::text, e.channel, e.before, e.after, e.cause,
     encode(e.words_digest, 'hex'), encode(e.disclosure_digest, 'hex'), e.message_id::text, e.staff_id::text, e.everywhere::text,
     to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
   ] end) with ordinality as fields (f, n)), 'UTF8'));

create or replace function consent_entry_chain() returns trigger language plpgsql as $$
declare
  head consent_heads;
  held text;
  last consent_entries;
begin
  perform consent_lock(new.contact_point_id);
  insert into consent_heads (contact_point_id, seq, hash) values (new.contact_point_id, 0, sha256(convert_to(new.contact_point_id::text, 'UTF8')))
    on conflict do nothing;
  select * into head from consent_heads where contact_point_id = new.contact_point_id for update;
  select state into held from consent_states
    where contact_point_id = new.contact_point_id and store_id = new.store_id and channel = new.channel;
  held := coalesce(held, case when head.stopped_everywhere_at is null then 'none' else 'opted_out' end);
  -- Somebody who was erased and came back by another's hand: only their own first message begins anew (CUS-8).
  if exists (select from contact_points p where p.id = new.contact_point_id and p.held_since is not null) then held := 'opted_out'; end if;
  if new.before is distinct from held then
    raise exception 'consent of % is %, not %', new.contact_point_id, held, new.before using errcode = '40001';
  end if;
  if new.cause = 'unmerge' then
    -- Only what the merge did, and only as long as nothing was said since.
    select * into last from consent_entries e where e.contact_point_id = new.contact_point_id and e.store_id = new.store_id and e.channel = new.channel
      order by seq desc limit 1;
    if last.cause is distinct from 'merge' or last.before <> new.after or last.everywhere <> new.everywhere then
      raise exception 'an opt-out is undone only by the customer''s own message' using errcode = '23514', constraint = 'opt_out_stands';
    end if;
  -- A message that came after the stop: neither the one that said it nor an older one.
  elsif new.before = 'opted_out' and new.after <> 'opted_out' and not exists (
    select from messages m where m.id = new.message_id and m.direction = 'in' and m.contact_point_id = new.contact_point_id and m.store_id = new.store_id
      and not exists (
        select from consent_entries e join messages said on said.id = e.message_id
        where e.contact_point_id = new.contact_point_id and e.after = 'opted_out'
          and (said.id = m.id or (said.conversation_id = m.conversation_id and said.sequence > m.sequence)))
  ) then
    raise exception 'an opt-out is undone only by the customer''s own message' using errcode = '23514', constraint = 'opt_out_stands';
  end if;
  new.seq := head.seq + 1;
  new.form := 2;
  new.redacted_at := null;
  new.salt := case when new.words is not null or new.disclosure is not null then uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) end;
  new.words_digest := sha256(new.salt || convert_to(new.words, 'UTF8'));
  new.disclosure_digest := sha256(new.salt || convert_to(new.disclosure, 'UTF8'));
  new.previous_hash := head.hash;
  new.hash := ''::bytea;
  new.hash := consent_entry_digest(new);
  return new;
end $$;

create or replace function consent_entry_follow() returns trigger language plpgsql as $$
begin
  update consent_heads set seq = new.seq, hash = new.hash, sealed = false,
    stopped_everywhere_at = case
      -- Unless they have said it themselves since.
      when new.everywhere and new.cause = 'unmerge' then (select max(e.at) from consent_entries e
        where e.contact_point_id = new.contact_point_id and e.everywhere and e.after = 'opted_out' and e.cause not in ('merge', 'unmerge'))
      when new.everywhere and new.after = 'opted_out' then coalesce(stopped_everywhere_at, new.at)
      else stopped_everywhere_at end
    where contact_point_id = new.contact_point_id;
  insert into consent_states as s (contact_point_id, store_id, channel, state, since, seq, request_message_id, requested_at, request_expires_at)
    values (new.contact_point_id, new.store_id, new.channel, new.after, new.at, new.seq,
      case when new.after = 'requested' then new.message_id end,
      case when new.after = 'requested' then new.at end,
      case when new.after = 'requested' then new.at + interval '7 days' end)
    on conflict (contact_point_id, store_id, channel) do update set
      state = excluded.state, since = excluded.since, seq = excluded.seq,
      request_message_id = coalesce(excluded.request_message_id, s.request_message_id),
      requested_at = coalesce(excluded.requested_at, s.requested_at),
      request_expires_at = excluded.request_expires_at,
      stop_suspected_message_id = case when excluded.state = 'opted_out' then null else s.stop_suspected_message_id end;
  return null;
end $$;

-- Still append-only, but for the redaction of an erased person's words: nothing else may change with it.
drop trigger consent_entry_stands on consent_entries;
create trigger consent_entry_stands before delete or truncate on consent_entries for each statement execute function consent_entry_stands();
create function consent_entry_redaction() returns trigger language plpgsql as $$
declare
  kept consent_entries := new;
begin
  kept.words := old.words;
  kept.disclosure := old.disclosure;
  kept.salt := old.salt;
  kept.redacted_at := old.redacted_at;
  if kept is distinct from old or old.redacted_at is not null or new.redacted_at is null or not exists (
    select from contact_points p join customers c on c.id = p.customer_id where p.id = old.contact_point_id and c.erased_at is not null
  ) then
    raise exception 'the consent ledger is append-only' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger consent_entry_redaction before update on consent_entries for each row execute function consent_entry_redaction();

-- The same for the audit: an entry about a customer loses what it says of them when they are erased, and nothing else.
alter table audit_entries add column customer_id uuid;
create index audit_entries_customer on audit_entries (customer_id) where customer_id is not null;
create function audit_about(subject text) returns uuid language sql stable strict
return case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then coalesce(
  (select id from customers where id = subject::uuid),
  (select customer_id from conversations where id = subject::uuid),
  (select c.customer_id from messages m join conversations c on c.id = m.conversation_id where m.id = subject::uuid),
  (select customer_id from contact_points where id = subject::uuid),
  (select customer_id from orders where id = subject::uuid),
  (select customer_id from customer_notes where id = subject::uuid)) end;
create function audit_entry_about() returns trigger language plpgsql as $$
begin
  new.customer_id := coalesce(new.customer_id, audit_about(new.subject));
  return new;
end $$;
create trigger audit_entry_about before insert on audit_entries for each row execute function audit_entry_about();
drop trigger audit_entry_stands on audit_entries;
create trigger audit_entry_stands before delete or truncate on audit_entries for each statement execute function audit_entry_stands();
update audit_entries set customer_id = audit_about(subject) where audit_about(subject) is not null;
create function audit_entry_redaction() returns trigger language plpgsql as $$
declare
  kept audit_entries := new;
begin
  kept.before := old.before;
  kept.after := old.after;
  if kept is distinct from old or new.before is not null or new.after is not null
    or not exists (select from customers c where c.id = old.customer_id and c.erased_at is not null) then
    raise exception 'the audit is append-only' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger audit_entry_redaction before update on audit_entries for each row execute function audit_entry_redaction();
