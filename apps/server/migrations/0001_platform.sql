create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- unaccent() is only stable, because its dictionary could change; ours does not, so an index may use it.
create function plain(words text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, words));

-- Ten days. A search reads one such period after the other, the newest first, and stops when its page is full.
create function search_period(at timestamptz) returns int
language sql immutable strict parallel safe
return floor(extract(epoch from at) / 864000)::int;

create function search_key(store_id uuid, period int) returns text
language sql immutable strict parallel safe
return lpad(period::text, 4, '0') || right(store_id::text, 4);

-- The words of a text, folded, each behind its period and its store: `2077f00drose`. So a word of a store in a period, or
-- the beginning of one, is one short list, however much there is beside it; and what is written now lands in one corner of
-- the index. Store ids may share their last digits, so a search also names the store.
-- Chinese and Japanese have no spaces: every two characters beside each other are a word, and the last one of a run.
create function search_words(store_id uuid, at timestamptz, body text) returns tsvector
language plpgsql immutable strict parallel safe as $$
declare
  key text := public.search_key(store_id, public.search_period(at));
  folded text collate pg_c_utf8 := lower(body collate pg_c_utf8);
begin
  -- What is plain ASCII has nothing to fold, and is most of what is written.
  if octet_length(body) <> length(body) then
    folded := lower(public.unaccent('public.unaccent'::regdictionary, normalize(body, NFKC)) collate pg_c_utf8);
    if folded ~ '[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff]' then
      folded := regexp_replace(folded, '[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+', ' ', 'g') || ' ' || coalesce((
        select string_agg(substr(run[1], place, 2), ' ')
        from regexp_matches(folded, '[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+', 'g') run, generate_series(1, length(run[1])) place), '');
    end if;
  end if;
  -- A lexeme has a longest length; what is longer is no word.
  if length(folded) > 250 then folded := regexp_replace(folded, '([[:alnum:]]{250})[[:alnum:]]+', '\1', 'g'); end if;
  folded := btrim(regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g'));
  if folded = '' then return ''::tsvector; end if;
  return array_to_tsvector(string_to_array(key || replace(folded, ' ', ' ' || key), ' '));
end $$;

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
