-- CON-1: the append-only ledger, chained by hash per contact point, so that no global lock is needed.
create table consent_entries (
  contact_point_id uuid not null references contact_points,
  seq bigint not null,
  store_id uuid not null references stores,
  channel text not null,
  before text not null check (before in ('none', 'requested', 'opted_in', 'opted_out')),
  after text not null check (after in ('none', 'requested', 'opted_in', 'opted_out')),
  cause text not null check (cause in ('request', 'keyword', 'reply', 'customer_initiated', 'staff', 'import', 'provider', 'lapsed')),
  words text,
  disclosure text,
  message_id uuid,
  staff_id uuid,
  everywhere boolean not null default false,
  at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (contact_point_id, seq),
  -- STOPALL after STOP moves no state, but widens what was said.
  check (before <> after or (after = 'opted_out' and everywhere)),
  -- CON-7: only the customer's own word leads back from an opt-out.
  constraint opt_out_stands check (before <> 'opted_out' or (after in ('opted_in', 'opted_out') and cause = 'keyword' and message_id is not null)),
  constraint asking_is_not_consent check (cause <> 'request' or after = 'requested')
);

create table consent_heads (
  contact_point_id uuid primary key references contact_points,
  seq bigint not null,
  hash bytea not null,
  -- Set by STOPALL: also a store that opens later is stopped.
  stopped_everywhere_at timestamptz,
  sealed boolean not null default false
);
create index consent_heads_unsealed on consent_heads (contact_point_id) where not sealed;

create table consent_states (
  contact_point_id uuid not null references contact_points,
  store_id uuid not null references stores,
  channel text not null,
  state text not null,
  since timestamptz not null,
  seq bigint not null,
  request_message_id uuid,
  requested_at timestamptz,
  request_expires_at timestamptz,
  stop_suspected_message_id uuid,
  primary key (contact_point_id, store_id, channel)
);
create index consent_states_pending on consent_states (request_expires_at) where state = 'requested';

-- What is hashed: every field, each with its length before it, so that no two rows read the same.
create function consent_entry_digest(e consent_entries) returns bytea
language sql immutable
return sha256(e.previous_hash || convert_to(
  (select string_agg(coalesce(octet_length(f)::text || ':' || f, '-'), ',' order by n)
   from unnest(array[
     e.contact_point_id::text, e.seq::text, e.store_id::text, e.channel, e.before, e.after, e.cause,
     e.words, e.disclosure, e.message_id::text, e.staff_id::text, e.everywhere::text,
     to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
   ]) with ordinality as fields (f, n)), 'UTF8'));

-- Taken by whoever may change a consent, and shared by whoever sends on its strength:
-- of a STOP and a send, one commits first, and the other sees it (CON-2).
create function consent_lock(contact_point uuid) returns void
language sql volatile
return (select pg_advisory_xact_lock(hashtextextended(contact_point::text, 7301)));
create function consent_lock_shared(contact_point uuid) returns void
language sql volatile
return (select pg_advisory_xact_lock_shared(hashtextextended(contact_point::text, 7301)));

create function consent_entry_chain() returns trigger language plpgsql as $$
declare
  head consent_heads;
  held text;
begin
  perform consent_lock(new.contact_point_id);
  insert into consent_heads (contact_point_id, seq, hash) values (new.contact_point_id, 0, sha256(convert_to(new.contact_point_id::text, 'UTF8')))
    on conflict do nothing;
  select * into head from consent_heads where contact_point_id = new.contact_point_id for update;
  select state into held from consent_states
    where contact_point_id = new.contact_point_id and store_id = new.store_id and channel = new.channel;
  held := coalesce(held, case when head.stopped_everywhere_at is null then 'none' else 'opted_out' end);
  if new.before is distinct from held then
    raise exception 'consent of % is %, not %', new.contact_point_id, held, new.before using errcode = '40001';
  end if;
  -- A message that came after the stop: neither the one that said it nor an older one.
  if new.before = 'opted_out' and not exists (
    select from messages m where m.id = new.message_id and m.direction = 'in' and m.contact_point_id = new.contact_point_id and m.store_id = new.store_id
      and not exists (
        select from consent_entries e join messages said on said.id = e.message_id
        where e.contact_point_id = new.contact_point_id and e.after = 'opted_out'
          and (said.id = m.id or (said.conversation_id = m.conversation_id and said.sequence > m.sequence)))
  ) then
    raise exception 'an opt-out is undone only by the customer''s own message' using errcode = '23514', constraint = 'opt_out_stands';
  end if;
  new.seq := head.seq + 1;
  new.previous_hash := head.hash;
  new.hash := ''::bytea;
  new.hash := consent_entry_digest(new);
  return new;
end $$;
create trigger consent_entry_chain before insert on consent_entries for each row execute function consent_entry_chain();

create function consent_entry_follow() returns trigger language plpgsql as $$
begin
  update consent_heads set seq = new.seq, hash = new.hash, sealed = false,
    stopped_everywhere_at = case when new.everywhere and new.after = 'opted_out' then coalesce(stopped_everywhere_at, new.at) else stopped_everywhere_at end
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
create trigger consent_entry_follow after insert on consent_entries for each row execute function consent_entry_follow();

create function consent_entry_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the consent ledger is append-only' using errcode = '23001';
end $$;
create trigger consent_entry_stands before update or delete or truncate on consent_entries for each statement execute function consent_entry_stands();

-- The state is the ledger's shadow: a change without its entry is refused, whoever asks.
create function consent_state_follows() returns trigger language plpgsql as $$
begin
  if not exists (
    select from consent_entries e where e.contact_point_id = new.contact_point_id and e.seq = new.seq
      and e.store_id = new.store_id and e.channel = new.channel and e.after = new.state
  ) then
    raise exception 'consent changes only by an entry in the ledger' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and (new.contact_point_id, new.store_id, new.channel) is distinct from (old.contact_point_id, old.store_id, old.channel) then
    raise exception 'consent stays with its contact point, store and channel' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and new.seq < old.seq then
    raise exception 'consent does not go back in time' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger consent_state_follows before insert or update on consent_states for each row execute function consent_state_follows();
create function consent_state_stays() returns trigger language plpgsql as $$
begin
  raise exception 'consent is never forgotten, only changed by an entry' using errcode = '23001';
end $$;
create trigger consent_state_stays before delete on consent_states for each row execute function consent_state_stays();

-- The daily seal: one digest over the heads that changed since the last, chained to it, so that a chain cut off shows.
create table consent_seals (
  number bigint primary key,
  day date not null,
  sealed_at timestamptz not null,
  heads bigint not null,
  previous_digest bytea not null,
  digest bytea not null
);
create table consent_seal_heads (
  seal bigint not null references consent_seals,
  contact_point_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  primary key (seal, contact_point_id)
);
create index consent_seal_heads_chain on consent_seal_heads (contact_point_id, seal);

create table consent_words (
  kind text not null check (kind in ('stop', 'stop_all', 'start', 'yes', 'no', 'help')),
  language text not null,
  phrase text not null,
  added_by uuid references staff,
  added_at timestamptz not null,
  primary key (language, phrase)
);
