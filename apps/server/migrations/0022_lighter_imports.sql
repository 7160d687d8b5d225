-- What follows a customer was written a customer at a time; an import writes hundreds. Nothing here means anything else than before.

-- The facets of many customers at once, a row for each store that knows them (see 0012).
create function customer_facets_of(customers_asked uuid[]) returns table (store_id uuid, customer_id uuid, facets text[]) language sql stable
begin atomic
  with points as (select p.id, p.customer_id, p.kind, p.invalid_reason from contact_points p
      where p.customer_id = any(customers_asked) and p.detached_at is null),
  known as (select k.store_id, k.customer_id from customer_stores k where k.customer_id = any(customers_asked)),
  states as (
    select s.store_id, p.customer_id, s.channel, array_position(array['opted_in', 'requested', 'opted_out', 'none'], s.state) as rank, s.state, p.invalid_reason is null as valid
    from points p join consent_states s on s.contact_point_id = p.id
    union all
    -- STOPALL stands also for a store that never wrote.
    select k.store_id, p.customer_id, case p.kind when 'email' then 'email' when 'whatsapp' then 'whatsapp' else 'sms' end, 3, 'opted_out', false
    from points p join consent_heads h on h.contact_point_id = p.id join known k on k.customer_id = p.customer_id where h.stopped_everywhere_at is not null),
  best as (select distinct on (s.store_id, s.customer_id, s.channel) s.store_id, s.customer_id, s.channel, s.state, s.rank from states s
    order by s.store_id, s.customer_id, s.channel, s.rank),
  -- The same in every store.
  own as (
    select p.customer_id, 'has:' || p.kind as f from points p where p.invalid_reason is null
    union all select w.customer_id, 'wish' || x.v from wishlist_items w, unnest(array['', ':p:' || w.product_id, ':v:' || w.variant_id]) x (v)
      where w.customer_id = any(customers_asked) and x.v is not null
    union all select c.id, x.f from customers c, lateral (
        select 'tag:' || lower(t) from unnest(c.tags) t
        union all select 'size:' || s.key || ':' || lower(s.value) from jsonb_each_text(c.sizes) s
        union all select 'city:' || plain(c.city)
        union all select 'staff:' || coalesce(c.assigned_staff_id::text, 'none')
        union all select 'attr:' || a.key || y.v from jsonb_each(c.attributes) a, unnest(array['', '=' || left(plain(a.value #>> '{}'), 80)]) y (v)) x (f)
      where c.id = any(customers_asked))
  select a.store_id, a.customer_id, array_agg(distinct a.f order by a.f) from (
    select k.store_id, k.customer_id, 'consent:' || c.channel || ':' || coalesce(b.state, 'none') as f
      from known k cross join unnest(array['sms', 'whatsapp', 'email']) c (channel)
      left join best b on b.store_id = k.store_id and b.customer_id = k.customer_id and b.channel = c.channel
    union all
    select k.store_id, k.customer_id, 'heart:' || coalesce((array_agg(b.state order by b.rank))[1], 'none')
      from known k left join best b on b.store_id = k.store_id and b.customer_id = k.customer_id group by k.store_id, k.customer_id
    union all select s.store_id, s.customer_id, 'reach:' || s.channel from states s where s.state = 'opted_in' and s.valid
    union all select k.store_id, k.customer_id, own.f from own join known k on k.customer_id = own.customer_id) a
  where a.f is not null and exists (select from known k where k.store_id = a.store_id and k.customer_id = a.customer_id)
  group by a.store_id, a.customer_id;
end;

create or replace function customer_filters_refresh(customers_changed uuid[]) returns void language plpgsql as $$
begin
  -- Of two who change the same customer, the second waits here, and its next statement sees what the first wrote.
  perform from customer_filters where customer_id = any(customers_changed) order by customer_id, store_id for update;
  insert into customer_filters as f (store_id, customer_id, facets, birthday_day, name_key)
    select k.store_id, c.id, k.facets, (extract(month from birthday) * 100 + extract(day from birthday))::int,
      left(btrim(plain(c.last_name || ' ' || c.first_name)), 24)
    from customer_facets_of(customers_changed) k join customers c on c.id = k.customer_id order by c.id, k.store_id
    on conflict (store_id, customer_id) do update set facets = excluded.facets, birthday_day = excluded.birthday_day, name_key = excluded.name_key
      where (f.facets, f.birthday_day, f.name_key) is distinct from (excluded.facets, excluded.birthday_day, excluded.name_key);
  delete from customer_numbers n using customers c where n.customer_id = any(customers_changed) and c.id = n.customer_id and not c.attributes ? n.key;
  -- Most have no attributes at all, which is cheap to see.
  if exists (select from customers c where c.id = any(customers_changed) and c.attributes <> '{}') then
    insert into customer_numbers as n (store_id, key, value, customer_id)
      select k.store_id, a.key, case d.kind when 'date' then (a.value #>> '{}')::date - '1970-01-01' else (a.value #>> '{}')::float8 end, c.id
      from customers c join customer_stores k on k.customer_id = c.id, jsonb_each(c.attributes) a join attribute_definitions d on d.key = a.key
      where c.id = any(customers_changed) and d.kind in ('number', 'date')
      on conflict (store_id, customer_id, key) do update set value = excluded.value where n.value <> excluded.value;
  end if;
end $$;
drop function customer_facets(uuid, uuid);

-- A newcomer's phone comes before the first store that knows them; what is filtered by is written then, once.
create or replace function contact_points_follow() returns trigger language plpgsql as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then touched := array(select distinct customer_id from new_rows);
  elsif tg_op = 'DELETE' then touched := array(select distinct customer_id from old_rows);
  else touched := array(select customer_id from new_rows union select customer_id from old_rows);
  end if;
  touched := array(select c from unnest(touched) c where exists (select from customer_stores k where k.customer_id = c));
  if cardinality(touched) > 0 then
    perform customer_filters_refresh(touched);
    perform customer_keys_refresh(touched);
  end if;
  return null;
end $$;

drop trigger customer_names_follow on customer_stores;
create function customer_names_of_store() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into customer_names select c.id, n.store_id, c.search_name from new_rows n join customers c on c.id = n.customer_id;
  else
    delete from customer_names s using old_rows o where s.customer_id = o.customer_id and s.store_id = o.store_id;
  end if;
  return null;
end $$;
create trigger customer_names_begin after insert on customer_stores referencing new table as new_rows
  for each statement execute function customer_names_of_store();
create trigger customer_names_end after delete on customer_stores referencing old table as old_rows
  for each statement execute function customer_names_of_store();
create or replace function customer_names_follow() returns trigger language plpgsql as $$
begin
  update customer_names set search_name = new.search_name where customer_id = new.id;
  return null;
end $$;

-- Written by triggers from `customer_stores`, which refers to store and customer; asking again for each row proves nothing more.
alter table customer_names drop constraint customer_names_customer_id_fkey, drop constraint customer_names_store_id_fkey;
alter table customer_filters drop constraint customer_filters_customer_id_fkey, drop constraint customer_filters_store_id_fkey;
alter table customer_keys drop constraint customer_keys_customer_id_fkey, drop constraint customer_keys_store_id_fkey;
alter table customer_numbers drop constraint customer_numbers_customer_id_fkey, drop constraint customer_numbers_store_id_fkey;
alter table customer_purchases drop constraint customer_purchases_customer_id_fkey, drop constraint customer_purchases_store_id_fkey;
