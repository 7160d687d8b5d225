-- What is added to the price of goods: tax by place, delivery by place, weight and total; and the settings of selling.

-- A rate of tax, in parts of a million: 19 % is 190000, 8.875 % is 88750. The region's own before its country's.
create table tax_rates (
  id uuid primary key default uuidv7(),
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- ISO 3166-2 without its country, as 'NY'; null: the whole country.
  region text check (region ~ '^[A-Z0-9]{1,3}$'),
  -- Goods of one class are taxed alike; delivery is a class of its own, and untaxed unless it has a rate.
  tax_class text not null check (tax_class in ('standard', 'reduced', 'zero', 'delivery')),
  -- As it stands on a receipt: VAT, MwSt., Sales tax.
  label text not null,
  rate_ppm int not null check (rate_ppm between 0 and 1000000),
  unique nulls not distinct (country, region, tax_class)
);
alter table products add column tax_class text not null default 'standard' check (tax_class in ('standard', 'reduced', 'zero'));

create table shipping_zones (
  id uuid primary key default uuidv7(),
  name text not null unique,
  position int not null default 0
);
-- Where a zone is: a country, one of its regions, or (country null) everywhere else. The narrowest zone of a place counts.
create table shipping_zone_places (
  zone_id uuid not null references shipping_zones on delete cascade,
  country text check (country ~ '^[A-Z]{2}$'),
  region text check (region ~ '^[A-Z0-9]{1,3}$'),
  check (country is not null or region is null),
  unique nulls not distinct (country, region)
);
create table shipping_rates (
  id uuid primary key default uuidv7(),
  zone_id uuid not null references shipping_zones on delete cascade,
  name text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  price_minor bigint not null check (price_minor >= 0),
  -- From (inclusive) up to (exclusive; null: without end).
  weight_from_g int not null default 0 check (weight_from_g >= 0),
  weight_below_g int check (weight_below_g > weight_from_g),
  total_from_minor bigint not null default 0 check (total_from_minor >= 0),
  total_below_minor bigint check (total_below_minor > total_from_minor),
  -- The promise: working days from payment.
  days_from int not null check (days_from >= 0),
  days_until int not null check (days_until >= days_from),
  position int not null default 0,
  active boolean not null default true
);
create index shipping_rates_zone on shipping_rates (zone_id, currency, position);

-- Who sells, by country: what the law wants on a page and a receipt.
create table legal_entities (
  country text primary key check (country ~ '^[A-Z]{2}$'),
  name text not null,
  address text not null,
  tax_id text,
  terms_url text,
  returns_url text,
  privacy_url text,
  -- By language, as {"de": "Rückgabe innerhalb von 30 Tagen"}; the business's language counts where one is missing.
  receipt_note jsonb not null default '{}'
);

create table selling_settings (
  singleton boolean primary key default true check (singleton),
  -- CRT-2: each item is handed over in the store or shipped; off: all are shipped.
  mixed_carts boolean not null default true,
  -- CRT-9: the customer may choose address and delivery on the page.
  customer_chooses_delivery boolean not null default true,
  -- CRT-9: what is in a shared cart is kept for it.
  reserve_stock boolean not null default true,
  -- PAY-3: a payment that must not make an order is given back by itself; else it waits for someone.
  refund_strays boolean not null default true
);
insert into selling_settings default values;

-- CRT-4: how much of a line's price this role may give away by itself, in hundredths of a percent; null: without limit.
alter table roles add column discount_limit_bp int check (discount_limit_bp between 0 and 10000);
update roles set discount_limit_bp = case name when 'associate' then 1000 when 'manager' then 3000 when 'integration' then 0 end where built_in;
-- Three such in a row at the till are three managers less: the PIN is hashed, counted and locked like a password.
alter table staff add column pin_hash text;
alter table staff add column pin_failures int not null default 0;
alter table staff add column pin_locked_until timestamptz;

-- Where a store is, for who comes to fetch something.
alter table stores add column street text;
alter table stores add column postal_code text;
-- In the store's own words: Mon–Sat 10–20.
alter table stores add column opening_hours text;

update roles set permissions = permissions || case name
    when 'admin' then array['cart.edit', 'cart.discount', 'cart.discount.approve', 'sale.take', 'order.refund', 'payment.manage', 'selling.manage']
    when 'manager' then array['cart.edit', 'cart.discount', 'cart.discount.approve', 'sale.take', 'order.refund']
    when 'associate' then array['cart.edit', 'cart.discount', 'sale.take']
    else array[]::text[] end
  where built_in;
