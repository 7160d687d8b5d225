create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- unaccent() is only stable, because its dictionary could change; ours does not, so an index may use it.
create function plain(words text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, words));

-- The one append-only log of what happened: live signal, timeline, later webhooks and reports.
-- Commit order is (xid, id) below pg_snapshot_xmin: ids alone are taken before the commit.
create table events (
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  at timestamptz not null,
  type text not null,
  store_id uuid,
  conversation_id uuid,
  customer_id uuid,
  staff_id uuid,
  data jsonb not null default '{}',
  primary key (xid, id)
);

create table follower_cursors (
  follower text primary key,
  xid xid8 not null,
  id bigint not null
);

-- How far the clock is moved; only a demo or a test moves it.
create table clock_offset (
  singleton boolean primary key default true check (singleton),
  offset_ms bigint not null
);
