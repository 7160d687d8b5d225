create table customers (
  id uuid primary key default uuidv7(),
  first_name text not null,
  last_name text not null,
  -- Chinese, Japanese and Korean names put the family first.
  name text not null generated always as (
    case when last_name = '' then first_name
      when last_name ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then last_name || ' ' || first_name
      else first_name || ' ' || last_name end) stored,
  -- Folded for searching; trigrams forgive a typing error.
  search_name text not null generated always as (plain(first_name || ' ' || last_name)) stored,
  pronoun text check (pronoun in ('she', 'he', 'they')),
  language text not null,
  country text,
  region text,
  city text,
  time_zone text,
  birthday date,
  assigned_staff_id uuid references staff,
  created_at timestamptz not null
);

-- Which stores know the customer: what ACC-1 binds the view to.
create table customer_stores (
  store_id uuid not null references stores,
  customer_id uuid not null references customers,
  since timestamptz not null,
  last_contact_at timestamptz,
  primary key (store_id, customer_id)
);
create index customer_stores_customer on customer_stores (customer_id);
create index customer_stores_contact on customer_stores (store_id, last_contact_at desc nulls last, customer_id desc);

-- Names as a store looks them up: the index knows the store, or a name would first be found in all of them.
-- Apart from customer_stores, whose rows change with every message.
create table customer_names (
  customer_id uuid not null references customers,
  store_id uuid not null references stores,
  search_name text not null,
  primary key (customer_id, store_id)
);
-- By how a word begins; and for who spells it otherwise, by trigrams.
create index customer_names_words on customer_names using gin (search_words(store_id, 'epoch', search_name)) with (fastupdate = off);
alter index customer_names_words alter column 1 set statistics 0;
create index customer_names_alike on customer_names using gin (store_id, search_name gin_trgm_ops) with (fastupdate = off);

create function customer_names_follow() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'customers' then
    update customer_names set search_name = new.search_name where customer_id = new.id;
  elsif tg_op = 'DELETE' then
    delete from customer_names where customer_id = old.customer_id and store_id = old.store_id;
  else
    insert into customer_names select id, new.store_id, search_name from customers where id = new.customer_id;
  end if;
  return null;
end $$;
create trigger customer_names_follow after insert or delete on customer_stores for each row execute function customer_names_follow();
create trigger customer_names_follow after update of first_name, last_name on customers for each row execute function customer_names_follow();

create table customer_stars (
  staff_id uuid not null references staff,
  customer_id uuid not null references customers,
  at timestamptz not null,
  primary key (staff_id, customer_id)
);

-- One row per phone, email or WhatsApp id, canonical: no spelling splits a customer.
create table contact_points (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  kind text not null check (kind in ('phone', 'email', 'whatsapp')),
  value text not null,
  entered text not null,
  invalid_reason text,
  created_at timestamptz not null,
  unique (kind, value)
);
create index contact_points_customer on contact_points (customer_id);
create index contact_points_value on contact_points using gin (value gin_trgm_ops);
