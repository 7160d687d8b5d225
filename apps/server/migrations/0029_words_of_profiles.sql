-- The tags and sizes that a store's customers have, each as it was first spelled, to be offered where one types. It follows the
-- profiles by triggers, and holds no word that nobody has any more: a tag may say something about one person.
create table profile_words (
  store_id uuid not null,
  -- `tag`, or `size:` and what is worn, as in the facets of 0012; the facet is kind and key together.
  kind text collate "C" not null,
  folded text collate "C" not null,
  key text collate "C" not null,
  word text not null,
  primary key (store_id, kind, folded, key)
);

create function words_of_profiles(tags text[], sizes jsonb) returns table (kind text, word text) language sql immutable parallel safe
begin atomic
  select 'tag', t from unnest(tags) t union all select 'size:' || s.key, s.value from jsonb_each_text(sizes) s;
end;

create function profile_words_add(customers_changed uuid[]) returns void language sql as $$
  with new_words as materialized (
    select distinct on (k.store_id, w.kind, lower(w.word)) k.store_id, w.kind, plain(w.word) as folded, lower(w.word) as key, w.word
    from customers c join customer_stores k on k.customer_id = c.id, words_of_profiles(c.tags, c.sizes) w
    where c.id = any(customers_changed) and (c.tags <> '{}' or c.sizes <> '{}') and w.word <> ''
      and not exists (select from profile_words p where (p.store_id, p.kind, p.folded, p.key) = (k.store_id, w.kind, plain(w.word), lower(w.word)))
    order by k.store_id, w.kind, lower(w.word), c.id)
  -- Whoever is adding the same word now adds it for both: nobody waits for anybody.
  insert into profile_words select n.* from new_words n
    where pg_try_advisory_xact_lock(hashtextextended(n.store_id || n.kind || ':' || n.key, 2901))
    on conflict do nothing
$$;

-- Asked of those who are left, after what they are filtered by has followed.
create function profile_words_drop(stores_asked uuid[], kinds text[], keys text[]) returns void language sql as $$
  delete from profile_words p using (
    select w.store_id, w.kind, w.folded, w.key
    from (select distinct s, k, x from unnest(stores_asked, kinds, keys) a (s, k, x)) a
    join profile_words w on w.store_id = a.s and w.kind = a.k and w.folded = plain(a.x) and w.key = a.x
    where not exists (select from customer_filters f
      where facet_keys(f.store_id, f.facets) @> facet_keys(a.s, array[a.k || ':' || a.x])
        and f.store_id = a.s and f.facets @> array[a.k || ':' || a.x])
    for update of w skip locked) gone
  where (p.store_id, p.kind, p.folded, p.key) = (gone.store_id, gone.kind, gone.folded, gone.key)
$$;

create function profile_words_of_customers() returns trigger language plpgsql as $$
declare
  changed uuid[];
  stores_asked uuid[];
  kinds text[];
  keys text[];
begin
  changed := array(select n.id from new_rows n join old_rows o on o.id = n.id where (n.tags, n.sizes) is distinct from (o.tags, o.sizes));
  if cardinality(changed) = 0 then return null; end if;
  perform profile_words_add(changed);
  select array_agg(k.store_id), array_agg(w.kind), array_agg(lower(w.word)) into stores_asked, kinds, keys
    from old_rows o join new_rows n on n.id = o.id join customer_stores k on k.customer_id = o.id, words_of_profiles(o.tags, o.sizes) w
    where o.id = any(changed)
      and not exists (select from words_of_profiles(n.tags, n.sizes) x where x.kind = w.kind and lower(x.word) = lower(w.word));
  if stores_asked is not null then perform profile_words_drop(stores_asked, kinds, keys); end if;
  return null;
end $$;
create trigger customers_words after update on customers referencing old table as old_rows new table as new_rows
  for each statement execute function profile_words_of_customers();

create function profile_words_of_stores() returns trigger language plpgsql as $$
declare
  stores_asked uuid[];
  kinds text[];
  keys text[];
begin
  if tg_op = 'INSERT' then
    perform profile_words_add(array(select distinct customer_id from new_rows));
    return null;
  end if;
  select array_agg(o.store_id), array_agg(w.kind), array_agg(lower(w.word)) into stores_asked, kinds, keys
    from old_rows o join customers c on c.id = o.customer_id, words_of_profiles(c.tags, c.sizes) w;
  if stores_asked is not null then perform profile_words_drop(stores_asked, kinds, keys); end if;
  return null;
end $$;
create trigger customer_stores_words_begin after insert on customer_stores referencing new table as new_rows
  for each statement execute function profile_words_of_stores();
-- After `customer_stores_unfollow`: triggers fire by their names.
create trigger customer_stores_words_end after delete on customer_stores referencing old table as old_rows
  for each statement execute function profile_words_of_stores();

insert into profile_words select distinct on (k.store_id, w.kind, lower(w.word)) k.store_id, w.kind, plain(w.word), lower(w.word), w.word
  from customers c join customer_stores k on k.customer_id = c.id, words_of_profiles(c.tags, c.sizes) w
  where (c.tags <> '{}' or c.sizes <> '{}') and w.word <> '' order by k.store_id, w.kind, lower(w.word), c.id;
