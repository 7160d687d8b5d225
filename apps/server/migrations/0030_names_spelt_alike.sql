-- A name that is misspelt is looked for among the words that the store's names are spelled with; then customers by the
-- words it may have been meant to be, as if they had been typed (decision 0025). So it costs the same among a hundred
-- thousand names as among a thousand, and the trigrams of all of them need no index.

-- What sounds alike is written alike: «Sophie» and «Sofie», «Meyer» and «Maier», «Mueller» and «Muller». For comparing only.
create function sounded(word text) returns text language sql immutable strict parallel safe
return regexp_replace(regexp_replace(replace(
  translate(replace(regexp_replace(replace(word, 'ph', 'f'), '(?<!^)h', '', 'g'), 'dt', 't'), 'yjcqwz', 'iikkvs'),
  'ai', 'ei'), '([aou])e', '\1', 'g'), '(.)\1+', '\1', 'g');

-- How a word may be misspelt, each behind its store, as eight bytes: its first six letters, as they are and as they sound,
-- without up to `most` of them. Two words that are that many slips apart have one of these in common, also when one of
-- them is only begun; how far apart they are is weighed by who asks.
create function name_keys(store_id uuid, word text, most int) returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  store text := store_id::text;
  said text;
  less text;
  keys bigint[] := '{}';
begin
  foreach said in array array[left(word, 6), left(public.sounded(word), 6)] loop
    keys := keys || hashtextextended(store || said, 0);
    for i in 1..length(said) loop
      less := left(said, i - 1) || substr(said, i + 1);
      keys := keys || hashtextextended(store || less, 0);
      if most > 1 then
        for j in i..length(less) loop
          keys := keys || hashtextextended(store || left(less, j - 1) || substr(less, j + 1), 0);
        end loop;
      end if;
    end loop;
    exit when left(public.sounded(word), 6) = said;
  end loop;
  return keys;
end $$;

-- The words of a store's names, and of no other's. Two who bring the same new word at the same moment each write it, so
-- that nobody waits for another.
create table name_words (
  store_id uuid not null,
  word text collate "C" not null
);
-- As names are looked up: see `search_words`, whose key of a store is eight characters long. Chinese and Japanese are not spelled.
create function words_of_name(store_id uuid, search_name text) returns setof text language sql immutable parallel safe rows 2
begin atomic
  select substr(w, 9) from unnest(tsvector_to_array(search_words(store_id, 'epoch', search_name))) w
    where length(w) between 10 and 48 and substr(w, 9) !~ '[0-9\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]';
end;

insert into name_words (store_id, word)
  select distinct n.store_id, w from customer_names n, words_of_name(n.store_id, n.search_name) w order by 1, 2;
create index name_words_word on name_words (store_id, word);
create index name_words_alike on name_words using gin (name_keys(store_id, word, case when length(word) < 6 then 1 else 2 end)) with (fastupdate = off);
alter index name_words_alike alter column 1 set statistics 0;

-- How many of a store have this word in their name, up to `most`. Only the index of words can tell; what else the planner
-- might take would read the store.
create function customers_named(store uuid, word text, most int) returns int language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
begin atomic
  select count(*)::int from (select from customer_names n
    where search_words(n.store_id, 'epoch', n.search_name) @@ ('''' || search_key(store, 0) || word || '''')::tsquery
      and n.store_id is not distinct from store limit most) few;
end;

create function name_words_begin(stores uuid[], words text[]) returns void language plpgsql as $$
begin
  -- Held, so that nobody takes them away meanwhile; one that is being taken away is waited for, and then not there.
  perform from name_words w join unnest(stores, words) n (store_id, word) using (store_id, word)
    order by w.store_id, w.word for key share of w;
  insert into name_words (store_id, word)
    select distinct n.store_id, n.word from unnest(stores, words) n (store_id, word)
    where not exists (select from name_words w where w.store_id = n.store_id and w.word = n.word) order by 1, 2;
end $$;

-- CUS-8: a word that nobody else of the store has goes with who had it.
create function name_words_end(stores uuid[], words text[]) returns void language plpgsql as $$
declare
  rare_stores uuid[];
  rare_words text[];
begin
  -- What eight others have stays: not all of them leave at this moment. So nobody waits for an import over a common name.
  select array_agg(g.store_id), array_agg(g.word) into rare_stores, rare_words from unnest(stores, words) g (store_id, word)
    where customers_named(g.store_id, g.word, 8) < 8;
  if rare_words is null then return; end if;
  -- Of the last two who leave, the second waits here, and the next statement sees that the first has left.
  perform from name_words w join unnest(rare_stores, rare_words) g (store_id, word) using (store_id, word)
    order by w.store_id, w.word for update of w;
  delete from name_words w using unnest(rare_stores, rare_words) g (store_id, word)
    where w.store_id = g.store_id and w.word = g.word and customers_named(w.store_id, w.word, 1) = 0;
end $$;

create function name_words_follow() returns trigger language plpgsql as $$
declare
  stores uuid[];
  words text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(n.store_id), array_agg(w) into stores, words
      from (select distinct n.store_id, w from new_rows n, words_of_name(n.store_id, n.search_name) w) n (store_id, w);
  elsif tg_op = 'UPDATE' then
    select array_agg(n.store_id), array_agg(w) into stores, words
      from (select distinct n.store_id, w from new_rows n join old_rows o using (customer_id, store_id), words_of_name(n.store_id, n.search_name) w
        where n.search_name <> o.search_name) n (store_id, w);
  end if;
  if words is not null then perform name_words_begin(stores, words); end if;
  if tg_op = 'DELETE' then
    select array_agg(o.store_id), array_agg(w) into stores, words
      from (select distinct o.store_id, w from old_rows o, words_of_name(o.store_id, o.search_name) w) o (store_id, w);
  elsif tg_op = 'UPDATE' then
    select array_agg(o.store_id), array_agg(w) into stores, words
      from (select distinct o.store_id, w from old_rows o join new_rows n using (customer_id, store_id), words_of_name(o.store_id, o.search_name) w
        where n.search_name <> o.search_name) o (store_id, w);
  end if;
  if tg_op <> 'INSERT' and words is not null then perform name_words_end(stores, words); end if;
  return null;
end $$;
create trigger name_words_begin after insert on customer_names referencing new table as new_rows
  for each statement execute function name_words_follow();
create trigger name_words_change after update on customer_names referencing old table as old_rows new table as new_rows
  for each statement execute function name_words_follow();
create trigger name_words_end after delete on customer_names referencing old table as old_rows
  for each statement execute function name_words_follow();

-- A profile that is written again with the same name is nothing new.
create or replace function customer_names_follow() returns trigger language plpgsql as $$
begin
  update customer_names set search_name = new.search_name where customer_id = new.id and search_name <> new.search_name;
  return null;
end $$;

drop index customer_names_alike;
