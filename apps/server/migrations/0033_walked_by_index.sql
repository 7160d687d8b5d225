-- A list of customers walks its order and passes by whom it is not asked for, thousands if need be (decision 0027). An index
-- tells by itself who can be passed by: a row of a table, or a look-up in another index, costs twenty times as much.

-- What a customer is filtered and called by, as 256 bits, three for each: who lacks a bit of what is asked for does not
-- fit. Who has them all is looked at closely, for other facets may have set them.
create function bits_of(facets text[]) returns bit(256) language sql immutable strict parallel safe
return (select coalesce(bit_or(set_bit(set_bit(set_bit(b'0'::bit(256), (h & 255)::int, 1), ((h >> 8) & 255)::int, 1), ((h >> 16) & 255)::int, 1)), b'0'::bit(256))
  from (select hashtextextended(f, 3) as h from unnest(facets) f) x);
-- The words of a name as a search compares them, and how each begins.
create function name_facets(search_name text) returns text[] language sql immutable strict parallel safe
return (select coalesce(array_agg(f), '{}') from regexp_matches(search_name collate pg_c_utf8, '[[:alnum:]]+', 'g') w,
  unnest(array['name=' || w[1], 'name:' || left(w[1], 1), 'name:' || left(w[1], 3)]) f);
-- Which third of which month, 112 for the end of November; nobody asks for one day only.
create function birthday_facets(birthday date) returns text[] language sql immutable parallel safe
return case when birthday is null then '{}' else
  array['born:' || extract(month from birthday)::int * 10 + least((extract(day from birthday)::int - 1) / 10, 2)] end;

-- Every index again for every row is dearer than to make them anew.
drop index customer_filters_facets;
drop index customer_filters_birthday;
drop index customer_filters_name;
drop index customer_filters_customer;
drop index customer_stores_last_contact;
drop index customer_stores_customer;
drop index customer_purchases_last;
drop index customer_purchases_spent;
drop index customer_purchases_orders;
drop index customer_purchases_customer;
alter table customer_filters add column bits bit(256);
update customer_filters f set bits = bits_of(f.facets || name_facets(c.search_name) || birthday_facets(c.birthday)) from customers c where c.id = f.customer_id;
alter table customer_filters alter column bits set not null;
-- With all bits set somebody may fit anything, until it is known.
alter table customer_stores add column bits bit(256) not null default ~b'0'::bit(256);
alter table customer_purchases add column bits bit(256) not null default ~b'0'::bit(256);
update customer_stores k set bits = f.bits from customer_filters f where f.store_id = k.store_id and f.customer_id = k.customer_id;
update customer_purchases p set bits = f.bits from customer_filters f where f.store_id = p.store_id and f.customer_id = p.customer_id;

create index customer_filters_facets on customer_filters using gin (facet_keys(store_id, facets)) with (fastupdate = off);
create index customer_filters_birthday on customer_filters (store_id, birthday_day) where birthday_day is not null;
create index customer_filters_name on customer_filters (store_id, name_key, customer_id) include (bits, birthday_day);
create index customer_filters_customer on customer_filters (customer_id);
-- An index answers by itself only when the column is in it, too, from which what it is sorted by is made.
create index customer_stores_last_contact on customer_stores
  (store_id, coalesce(last_contact_at, '0001-01-01 00:00:00+00'::timestamptz) desc, customer_id desc) include (bits, last_contact_at);
create index customer_stores_customer on customer_stores (customer_id);
create index customer_purchases_last on customer_purchases (store_id, last_at desc, customer_id desc) include (bits, spent_minor, orders);
create index customer_purchases_spent on customer_purchases (store_id, spent_minor desc, customer_id desc) include (bits, last_at, orders);
create index customer_purchases_orders on customer_purchases (store_id, orders desc, customer_id desc);
create index customer_purchases_customer on customer_purchases (customer_id);
alter table customer_stores drop constraint customer_stores_pkey,
  add constraint customer_stores_pkey primary key (store_id, customer_id) include (last_contact_at);
alter table customer_purchases drop constraint customer_purchases_pkey,
  add constraint customer_purchases_pkey primary key (store_id, customer_id) include (last_at, spent_minor, orders);
alter table customer_numbers drop constraint customer_numbers_pkey,
  add constraint customer_numbers_pkey primary key (store_id, customer_id, key) include (value);
drop index customer_numbers_value;
create index customer_numbers_value on customer_numbers (store_id, key, value, customer_id);

-- The newest of an order were written last, and an index answers for a block only once it has been vacuumed.
alter table customer_filters set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table customer_stores set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
alter table customer_purchases set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Whoever writes any of these holds the rows of `customer_filters` first, then those of `customer_stores`, then the others.
create or replace function customer_filters_refresh(customers_changed uuid[]) returns void language plpgsql as $$
begin
  -- Of two who change the same customer, the second waits here, and its next statement sees what the first wrote.
  perform from customer_filters where customer_id = any(customers_changed) order by customer_id, store_id for update;
  insert into customer_filters as f (store_id, customer_id, facets, birthday_day, name_key, bits)
    select k.store_id, c.id, k.facets, (extract(month from birthday) * 100 + extract(day from birthday))::int,
      left(btrim(plain(c.last_name || ' ' || c.first_name)), 24), bits_of(k.facets || name_facets(c.search_name) || birthday_facets(c.birthday))
    from customer_facets_of(customers_changed) k join customers c on c.id = k.customer_id order by c.id, k.store_id
    on conflict (store_id, customer_id) do update
      set facets = excluded.facets, birthday_day = excluded.birthday_day, name_key = excluded.name_key, bits = excluded.bits
      where (f.facets, f.birthday_day, f.name_key, f.bits) is distinct from (excluded.facets, excluded.birthday_day, excluded.name_key, excluded.bits);
  perform from customer_stores k join customer_filters f using (store_id, customer_id)
    where k.customer_id = any(customers_changed) and k.bits <> f.bits order by k.customer_id, k.store_id for no key update of k;
  update customer_stores k set bits = f.bits from customer_filters f
    where k.customer_id = any(customers_changed) and f.store_id = k.store_id and f.customer_id = k.customer_id and k.bits <> f.bits;
  update customer_purchases p set bits = f.bits from customer_filters f
    where p.customer_id = any(customers_changed) and f.store_id = p.store_id and f.customer_id = p.customer_id and p.bits <> f.bits;
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

create or replace function customer_purchases_refresh(customers_changed uuid[]) returns void language plpgsql as $$
begin
  perform from customer_purchases where customer_id = any(customers_changed) order by customer_id, store_id for update;
  insert into customer_purchases as p (store_id, customer_id, orders, spent_minor, last_at, bits)
    select k.store_id, k.customer_id, coalesce(sum(g.orders), 0), coalesce(sum(g.spent_minor - g.returned_minor) filter (where g.currency = s.currency), 0),
      coalesce(max(g.last_order_at), '0001-01-01 00:00:00+00'), k.bits
    from customer_stores k join stores s on s.id = k.store_id left join customer_figures g on g.customer_id = k.customer_id
    where k.customer_id = any(customers_changed) group by k.store_id, k.customer_id order by k.customer_id, k.store_id
    on conflict (store_id, customer_id) do update set orders = excluded.orders, spent_minor = excluded.spent_minor, last_at = excluded.last_at
      where (p.orders, p.spent_minor, p.last_at) is distinct from (excluded.orders, excluded.spent_minor, excluded.last_at);
end $$;

create or replace function customer_stores_follow() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform customer_filters_refresh(array(select distinct customer_id from new_rows));
    perform customer_purchases_refresh(array(select distinct customer_id from new_rows));
    perform customer_keys_refresh(array(select distinct customer_id from new_rows));
  else
    delete from customer_filters f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
    delete from customer_purchases f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
    delete from customer_numbers f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
    delete from customer_keys f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
  end if;
  return null;
end $$;
