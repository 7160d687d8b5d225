-- What a store counts in, until someone needs to say otherwise.
create function currency_of(country text) returns text language sql immutable strict parallel safe
return case
  when country in ('AT','BE','BG','CY','DE','EE','ES','FI','FR','GR','HR','IE','IT','LT','LU','LV','MT','NL','PT','SI','SK','AD','MC','SM','VA','ME','XK') then 'EUR'
  when country in ('GB','GG','IM','JE') then 'GBP'
  when country in ('CH','LI') then 'CHF'
  when country in ('DK','FO','GL') then 'DKK'
  else coalesce((select c from (values ('AE','AED'),('AR','ARS'),('AU','AUD'),('BH','BHD'),('BR','BRL'),('CA','CAD'),('CL','CLP'),('CN','CNY'),('CO','COP'),('CZ','CZK'),
    ('EG','EGP'),('HK','HKD'),('HU','HUF'),('ID','IDR'),('IL','ILS'),('IN','INR'),('IS','ISK'),('JO','JOD'),('JP','JPY'),('KR','KRW'),('KW','KWD'),('KZ','KZT'),('LB','LBP'),
    ('MA','MAD'),('MO','MOP'),('MX','MXN'),('MY','MYR'),('NG','NGN'),('NO','NOK'),('NZ','NZD'),('OM','OMR'),('PE','PEN'),('PH','PHP'),('PL','PLN'),('QA','QAR'),('RO','RON'),
    ('RS','RSD'),('SA','SAR'),('SE','SEK'),('SG','SGD'),('TH','THB'),('TN','TND'),('TR','TRY'),('TW','TWD'),('UA','UAH'),('UY','UYU'),('VN','VND'),('ZA','ZAR')) x (n, c)
    where n = country), 'USD') end;
alter table stores add column currency text;
update stores set currency = currency_of(country);
create function stores_currency() returns trigger language plpgsql as $$
begin
  new.currency := coalesce(new.currency, currency_of(new.country));
  return new;
end $$;
create trigger stores_currency before insert on stores for each row execute function stores_currency();

alter table customers
  -- How the business's own systems name them.
  add column external_id text unique,
  -- Goes up with every change of the profile; a change made on an older one is refused.
  add column version int not null default 1,
  add column updated_at timestamptz,
  add column home_store_id uuid references stores,
  add column tags text[] not null default '{}',
  -- What they wear: {"garment": "38", "shoes": "39"}.
  add column sizes jsonb not null default '{}',
  -- Extended attributes, by their keys; `attribute_definitions` says what they are.
  add column attributes jsonb not null default '{}',
  add column merged_into uuid references customers,
  add column erased_at timestamptz;
update customers set updated_at = created_at;
create function customers_first_version() returns trigger language plpgsql as $$
begin
  new.updated_at := coalesce(new.updated_at, new.created_at);
  return new;
end $$;
create trigger customers_first_version before insert on customers for each row execute function customers_first_version();
create index customers_updated on customers (updated_at, id);
create index customers_assigned on customers (assigned_staff_id) where assigned_staff_id is not null;

-- A contact point that was taken from its customer but has a history; nothing is sent to it (`invalid_reason`).
alter table contact_points add column detached_at timestamptz;

-- The lists' own order, which has no nulls to go around.
create index customer_stores_last_contact on customer_stores (store_id, coalesce(last_contact_at, '0001-01-01 00:00:00+00'::timestamptz) desc, customer_id desc);
drop index customer_stores_contact;

create table customer_addresses (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  position int not null,
  label text,
  recipient text,
  line1 text not null,
  line2 text,
  postal_code text,
  city text not null,
  region text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  unique (customer_id, position) deferrable initially deferred
);

create table important_dates (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  label text not null,
  -- `2019-06-14`, or `--06-14` when nobody knows the year.
  date text not null check (date ~ '^(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$')
);
create index important_dates_customer on important_dates (customer_id);

create table attribute_definitions (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null,
  kind text not null check (kind in ('text', 'number', 'boolean', 'date', 'choice')),
  choices text[] not null default '{}',
  position int not null,
  -- Its values are kept, but neither shown nor asked for.
  archived boolean not null default false,
  created_at timestamptz not null
);

create table customer_notes (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  store_id uuid not null references stores,
  staff_id uuid references staff,
  body text not null,
  labels text[] not null default '{}' check (labels <@ '{preference,feedback,size,request}'),
  pinned boolean not null default false,
  created_at timestamptz not null,
  edited_at timestamptz
);
create index customer_notes_customer on customer_notes (customer_id, pinned desc, created_at desc, id desc);
create table note_mentions (
  staff_id uuid not null references staff,
  note_id uuid not null references customer_notes on delete cascade,
  at timestamptz not null,
  primary key (note_id, staff_id)
);
create index note_mentions_staff on note_mentions (staff_id, at desc, note_id desc);

create table wishlist_items (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  product_id uuid not null references products,
  variant_id uuid references variants,
  size text,
  note text,
  source text not null check (source in ('customer', 'associate', 'import')),
  staff_id uuid references staff,
  store_id uuid references stores,
  created_at timestamptz not null,
  constraint wishlist_items_once unique nulls not distinct (customer_id, product_id, variant_id)
);
create index wishlist_items_customer on wishlist_items (customer_id, created_at desc, id desc);
create index wishlist_items_product on wishlist_items (product_id);

create table saved_filters (
  id uuid primary key default uuidv7(),
  staff_id uuid not null references staff,
  -- Shared with the staff of this store; null: the owner's alone.
  store_id uuid references stores,
  name text not null,
  filter jsonb not null,
  sort text,
  position int not null,
  created_at timestamptz not null
);
create index saved_filters_staff on saved_filters (staff_id, position);
create index saved_filters_store on saved_filters (store_id, position) where store_id is not null;

create table customer_assignments (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  at timestamptz not null,
  by_staff_id uuid references staff,
  staff_before uuid references staff,
  staff_after uuid references staff,
  store_before uuid references stores,
  store_after uuid references stores
);
create index customer_assignments_customer on customer_assignments (customer_id, at desc, id desc);

-- What they bought, a row a currency; written in the transaction that writes the order.
create table customer_figures (
  customer_id uuid not null references customers,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  orders int not null,
  units int not null,
  returned_units int not null,
  spent_minor bigint not null,
  returned_minor bigint not null,
  first_order_at timestamptz not null,
  last_order_at timestamptz not null,
  last_store_id uuid references stores,
  -- What the last order was, for lists: the names of its products.
  last_order_id uuid,
  last_products text[] not null default '{}',
  primary key (customer_id, currency)
);

-- The order numbers people may ask by, folded: upper case, letters and digits only.
create table customer_order_numbers (
  number text collate "C" not null,
  customer_id uuid not null references customers,
  primary key (number, customer_id)
);
create index customer_order_numbers_customer on customer_order_numbers (customer_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- What lists are filtered and searched by: a row a store and customer, so that each store's look-up is its own corner of
-- an index. All kept by triggers, a statement at a time; nothing here is told by anyone.

-- What is equal or not: `tag:vip`, `consent:sms:opted_in`, `size:shoes:39`, `staff:…`.
create table customer_filters (
  store_id uuid not null references stores,
  customer_id uuid not null references customers,
  facets text[] not null,
  -- Month and day, 1231 for New Year's Eve.
  birthday_day int,
  -- Family name first, folded, and cut so that a cursor can carry it.
  name_key text collate "C" not null,
  primary key (store_id, customer_id)
);
-- Each facet behind its store, as eight bytes: the index is a third of the words, and a store's look-up reads only its own.
create function facet_keys(store_id uuid, facets text[]) returns bigint[] language sql immutable strict parallel safe
return (select coalesce(array_agg(hashtextextended(store_id::text || f, 0)), '{}') from unnest(facets) f);
create index customer_filters_facets on customer_filters using gin (facet_keys(store_id, facets)) with (fastupdate = off);
create index customer_filters_birthday on customer_filters (store_id, birthday_day) where birthday_day is not null;
create index customer_filters_name on customer_filters (store_id, name_key, customer_id);
create index customer_filters_customer on customer_filters (customer_id);

-- Apart from the facets, whose index is dear to write: these change with every order. Spent in the store's currency.
create table customer_purchases (
  store_id uuid not null references stores,
  customer_id uuid not null references customers,
  orders int not null default 0,
  spent_minor bigint not null default 0,
  last_at timestamptz not null default '0001-01-01 00:00:00+00',
  primary key (store_id, customer_id)
);
create index customer_purchases_last on customer_purchases (store_id, last_at desc, customer_id desc);
create index customer_purchases_spent on customer_purchases (store_id, spent_minor desc, customer_id desc);
create index customer_purchases_orders on customer_purchases (store_id, orders desc, customer_id desc);
create index customer_purchases_customer on customer_purchases (customer_id);

-- Extended attributes that have a range: numbers, and dates as days since 1970.
create table customer_numbers (
  store_id uuid not null references stores,
  key text not null,
  value float8 not null,
  customer_id uuid not null references customers,
  primary key (store_id, customer_id, key)
);
create index customer_numbers_value on customer_numbers (store_id, key, value);
create index customer_numbers_customer on customer_numbers (customer_id);

-- What they can be called by, from its beginning: `p` digits of a phone, `r` the same backwards, `e` an email.
create table customer_keys (
  store_id uuid not null references stores,
  key text collate "C" not null,
  customer_id uuid not null references customers,
  primary key (store_id, key, customer_id)
);
create index customer_keys_customer on customer_keys (customer_id, store_id);

create function customer_facets(customer uuid, store uuid) returns text[] language sql stable
begin atomic
  select array(
    with points as (select * from contact_points where customer_id = customer and detached_at is null),
    states as (
      select channel, array_position(array['opted_in', 'requested', 'opted_out', 'none'], state) as rank, state, p.invalid_reason is null as valid
      from consent_states s join points p on p.id = s.contact_point_id where s.store_id = store
      union all
      -- STOPALL stands also for a store that never wrote.
      select case p.kind when 'email' then 'email' when 'whatsapp' then 'whatsapp' else 'sms' end, 3, 'opted_out', false
      from points p join consent_heads h on h.contact_point_id = p.id where h.stopped_everywhere_at is not null)
    select distinct f from (
      select 'consent:' || channel || ':' || coalesce((select state from states s where s.channel = c.channel order by rank limit 1), 'none') from unnest(array['sms', 'whatsapp', 'email']) c (channel)
      union all select 'heart:' || coalesce((select state from states order by rank limit 1), 'none')
      union all select 'reach:' || channel from states where state = 'opted_in' and valid
      union all select 'has:' || kind from points where invalid_reason is null
      union all select 'tag:' || lower(t) from customers, unnest(tags) t where id = customer
      union all select 'size:' || s.key || ':' || lower(s.value) from customers, jsonb_each_text(sizes) s where id = customer
      union all select 'city:' || plain(city) from customers where id = customer and city is not null
      union all select 'staff:' || coalesce(assigned_staff_id::text, 'none') from customers where id = customer
      union all select 'attr:' || a.key || x.v from customers, jsonb_each(attributes) a, unnest(array['', '=' || left(plain(a.value #>> '{}'), 80)]) x (v) where id = customer
      union all select 'wish' || x.v from wishlist_items w, unnest(array['', ':p:' || product_id, ':v:' || variant_id]) x (v) where w.customer_id = customer and x.v is not null
    ) all_of_them (f) where f is not null order by f);
end;

create function customer_filters_refresh(customers_changed uuid[]) returns void language plpgsql as $$
begin
  -- Of two who change the same customer, the second waits here, and its next statement sees what the first wrote.
  perform from customer_filters where customer_id = any(customers_changed) order by customer_id, store_id for update;
  insert into customer_filters as f (store_id, customer_id, facets, birthday_day, name_key)
    select k.store_id, c.id, customer_facets(c.id, k.store_id), (extract(month from birthday) * 100 + extract(day from birthday))::int,
      left(btrim(plain(c.last_name || ' ' || c.first_name)), 24)
    from customers c join customer_stores k on k.customer_id = c.id where c.id = any(customers_changed) order by c.id, k.store_id
    on conflict (store_id, customer_id) do update set facets = excluded.facets, birthday_day = excluded.birthday_day, name_key = excluded.name_key
      where (f.facets, f.birthday_day, f.name_key) is distinct from (excluded.facets, excluded.birthday_day, excluded.name_key);
  delete from customer_numbers n using customers c where n.customer_id = any(customers_changed) and c.id = n.customer_id and not c.attributes ? n.key;
  insert into customer_numbers as n (store_id, key, value, customer_id)
    select k.store_id, a.key, case d.kind when 'date' then (a.value #>> '{}')::date - '1970-01-01' else (a.value #>> '{}')::float8 end, c.id
    from customers c join customer_stores k on k.customer_id = c.id, jsonb_each(c.attributes) a join attribute_definitions d on d.key = a.key
    where c.id = any(customers_changed) and d.kind in ('number', 'date')
    on conflict (store_id, customer_id, key) do update set value = excluded.value where n.value <> excluded.value;
end $$;

create function customer_keys_refresh(customers_changed uuid[]) returns void language plpgsql as $$
begin
  perform from customer_filters where customer_id = any(customers_changed) order by customer_id, store_id for update;
  delete from customer_keys k where k.customer_id = any(customers_changed);
  insert into customer_keys (store_id, key, customer_id)
    select k.store_id, x.key, p.customer_id
    from contact_points p join customer_stores k on k.customer_id = p.customer_id,
      lateral (select ltrim(p.value, '+') as digits) d,
      unnest(case p.kind when 'email' then array['e' || left(p.value, 64)] else array['p' || left(d.digits, 64), 'r' || left(reverse(d.digits), 64)] end) x (key)
    where p.customer_id = any(customers_changed) and p.detached_at is null
    on conflict do nothing;
end $$;

create function customer_purchases_refresh(customers_changed uuid[]) returns void language plpgsql as $$
begin
  perform from customer_purchases where customer_id = any(customers_changed) order by customer_id, store_id for update;
  insert into customer_purchases as p (store_id, customer_id, orders, spent_minor, last_at)
    select k.store_id, k.customer_id, coalesce(sum(f.orders), 0), coalesce(sum(f.spent_minor - f.returned_minor) filter (where f.currency = s.currency), 0),
      coalesce(max(f.last_order_at), '0001-01-01 00:00:00+00')
    from customer_stores k join stores s on s.id = k.store_id left join customer_figures f on f.customer_id = k.customer_id
    where k.customer_id = any(customers_changed) group by k.store_id, k.customer_id order by k.customer_id, k.store_id
    on conflict (store_id, customer_id) do update set orders = excluded.orders, spent_minor = excluded.spent_minor, last_at = excluded.last_at
      where (p.orders, p.spent_minor, p.last_at) is distinct from (excluded.orders, excluded.spent_minor, excluded.last_at);
end $$;

create function customers_follow() returns trigger language plpgsql as $$
declare
  changed uuid[];
begin
  select array_agg(n.id) into changed from new_rows n join old_rows o on o.id = n.id
    where (n.first_name, n.last_name, n.city, n.birthday, n.assigned_staff_id, n.tags, n.sizes, n.attributes)
      is distinct from (o.first_name, o.last_name, o.city, o.birthday, o.assigned_staff_id, o.tags, o.sizes, o.attributes);
  if changed is not null then perform customer_filters_refresh(changed); end if;
  return null;
end $$;
create trigger customers_follow after update on customers referencing old table as old_rows new table as new_rows
  for each statement execute function customers_follow();

create function customer_stores_follow() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform customer_purchases_refresh(array(select distinct customer_id from new_rows));
    perform customer_filters_refresh(array(select distinct customer_id from new_rows));
    perform customer_keys_refresh(array(select distinct customer_id from new_rows));
  else
    delete from customer_filters f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
    delete from customer_purchases f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
    delete from customer_numbers f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
    delete from customer_keys f using old_rows o where f.store_id = o.store_id and f.customer_id = o.customer_id;
  end if;
  return null;
end $$;
create trigger customer_stores_follow after insert on customer_stores referencing new table as new_rows
  for each statement execute function customer_stores_follow();
create trigger customer_stores_unfollow after delete on customer_stores referencing old table as old_rows
  for each statement execute function customer_stores_follow();

create function contact_points_follow() returns trigger language plpgsql as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then touched := array(select distinct customer_id from new_rows);
  elsif tg_op = 'DELETE' then touched := array(select distinct customer_id from old_rows);
  else touched := array(select customer_id from new_rows union select customer_id from old_rows);
  end if;
  perform customer_filters_refresh(touched);
  perform customer_keys_refresh(touched);
  return null;
end $$;
create trigger contact_points_added after insert on contact_points referencing new table as new_rows for each statement execute function contact_points_follow();
create trigger contact_points_removed after delete on contact_points referencing old table as old_rows for each statement execute function contact_points_follow();
create trigger contact_points_changed after update on contact_points referencing old table as old_rows new table as new_rows
  for each statement execute function contact_points_follow();

create function consent_states_follow() returns trigger language plpgsql as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then
    touched := array(select distinct p.customer_id from new_rows n join contact_points p on p.id = n.contact_point_id);
  else
    touched := array(select distinct p.customer_id from new_rows n join old_rows o using (contact_point_id, store_id, channel)
      join contact_points p on p.id = n.contact_point_id where n.seq <> o.seq);
  end if;
  if cardinality(touched) > 0 then perform customer_filters_refresh(touched); end if;
  return null;
end $$;
create trigger consent_states_added after insert on consent_states referencing new table as new_rows for each statement execute function consent_states_follow();
create trigger consent_states_changed after update on consent_states referencing old table as old_rows new table as new_rows
  for each statement execute function consent_states_follow();

create function customer_things_follow() returns trigger language plpgsql as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then touched := array(select distinct customer_id from new_rows);
  elsif tg_op = 'DELETE' then touched := array(select distinct customer_id from old_rows);
  else touched := array(select customer_id from new_rows union select customer_id from old_rows);
  end if;
  if tg_table_name = 'customer_figures' then perform customer_purchases_refresh(touched);
  else perform customer_filters_refresh(touched);
  end if;
  return null;
end $$;
create trigger wishlist_items_added after insert on wishlist_items referencing new table as new_rows for each statement execute function customer_things_follow();
create trigger wishlist_items_removed after delete on wishlist_items referencing old table as old_rows for each statement execute function customer_things_follow();
create trigger wishlist_items_changed after update on wishlist_items referencing old table as old_rows new table as new_rows
  for each statement execute function customer_things_follow();
create trigger customer_figures_added after insert on customer_figures referencing new table as new_rows for each statement execute function customer_things_follow();
create trigger customer_figures_removed after delete on customer_figures referencing old table as old_rows for each statement execute function customer_things_follow();
create trigger customer_figures_changed after update on customer_figures referencing old table as old_rows new table as new_rows
  for each statement execute function customer_things_follow();

-- Who is there already.
insert into customer_purchases (store_id, customer_id) select store_id, customer_id from customer_stores;
select customer_filters_refresh(array(select id from customers));
select customer_keys_refresh(array(select id from customers));

-- The roles of an installation that was set up before these permissions were there.
update roles set permissions = permissions || '{customer.assign,customer.sync,attribute.manage,filter.share,note.manage}'::text[]
  where built_in and name = 'admin' and not permissions @> '{customer.sync}';
update roles set permissions = permissions || '{customer.assign,filter.share,note.manage}'::text[]
  where built_in and name = 'manager' and not permissions @> '{note.manage}';
update roles set permissions = permissions || '{customer.sync}'::text[]
  where built_in and name = 'integration' and not permissions @> '{customer.sync}';
