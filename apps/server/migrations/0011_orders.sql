-- How the sources of orders name a customer: a person has several such ids, and two sources may use the same one for two people.
create table customer_external_ids (
  source text not null,
  external_id text not null,
  customer_id uuid not null references customers,
  primary key (source, external_id)
);
create index customer_external_ids_customer on customer_external_ids (customer_id);

-- What was bought, anywhere. One by (source, external_id); `version` is the source's own time of change and only moves up.
create table orders (
  id uuid primary key,
  source text not null,
  external_id text not null,
  number text not null,
  -- As people type it: without spaces, dashes and hashes.
  search_number text not null generated always as (upper(regexp_replace(number, '[^[:alnum:]]', '', 'g'))) stored,
  version timestamptz not null,
  placed_at timestamptz not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Null: bought by nobody we know (a guest), or not yet known by whom (`ambiguous_orders`).
  customer_id uuid references customers,
  matched_by text check (matched_by in ('external_id', 'phone', 'email', 'created', 'staff')),
  store_id uuid references stores,
  staff_id uuid references staff,
  origin text not null check (origin in ('store', 'online', 'remote')),
  state text not null check (state in ('open', 'completed', 'cancelled')),
  guest boolean not null,
  shipping_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  tax_included boolean not null,
  total_minor bigint not null check (total_minor >= 0),
  -- The lines and the shipping do not come to the total, by more than rounding; the source is believed all the same.
  totals_differ boolean not null,
  -- What the figures are made of, so that they need not read the lines.
  units int not null,
  returned_units int not null,
  returned_minor bigint not null,
  -- The person and the address as the source gave them; erasure empties both.
  given_customer jsonb,
  shipping_address jsonb,
  -- Other fields of the source, for auto-populate rules.
  attributes jsonb not null default '{}',
  recorded_at timestamptz not null,
  unique (source, external_id)
);
create index orders_customer on orders (customer_id, placed_at desc, id desc) where customer_id is not null;
create index orders_number on orders (search_number text_pattern_ops);
create index orders_store on orders (store_id, placed_at desc, id desc);

create table order_lines (
  id uuid primary key,
  order_id uuid not null references orders,
  position int not null,
  external_id text,
  variant_id uuid references variants,
  product_id uuid references products,
  sku text,
  barcode text,
  name text not null,
  colour text,
  size text,
  quantity int not null check (quantity > 0),
  unit_price_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  fulfilment text not null check (fulfilment in ('in_store', 'ship')),
  unique (order_id, position)
);
create index order_lines_variant on order_lines (variant_id) where variant_id is not null;
create index order_lines_product on order_lines (product_id) where product_id is not null;

create table deliveries (
  id uuid primary key,
  order_id uuid not null references orders,
  position int not null,
  external_id text,
  carrier text,
  tracking text,
  tracking_url text,
  shipped_at timestamptz,
  delivered_at timestamptz,
  -- Positions of the lines in it; empty: all that are shipped.
  line_positions int[] not null default '{}',
  unique (order_id, position)
);

create table order_returns (
  id uuid primary key,
  order_id uuid not null references orders,
  position int not null,
  external_id text,
  kind text not null check (kind in ('return', 'refund', 'exchange')),
  at timestamptz not null,
  reason text,
  amount_minor bigint not null check (amount_minor >= 0),
  unique (order_id, position)
);
create table order_return_lines (
  return_id uuid not null references order_returns,
  position int not null,
  order_line_id uuid references order_lines,
  quantity int not null check (quantity > 0),
  -- What was given in exchange.
  replacement_variant_id uuid references variants,
  replacement_name text,
  primary key (return_id, position)
);
create index order_return_lines_line on order_return_lines (order_line_id);

-- An order whose phone is one customer's and whose email is another's: a person says whose it is.
create table ambiguous_orders (
  order_id uuid primary key references orders,
  phone_customer_id uuid not null references customers,
  email_customer_id uuid not null references customers,
  since timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid references staff,
  resolution text check (resolution in ('customer', 'new', 'guest')),
  check ((resolved_at is null) = (resolution is null))
);
create index ambiguous_orders_open on ambiguous_orders (since, order_id) where resolved_at is null;
create index ambiguous_orders_phone on ambiguous_orders (phone_customer_id);
create index ambiguous_orders_email on ambiguous_orders (email_customer_id);

-- IMP-2: what an order writes into its customer's profile.
create table auto_populate_rules (
  id uuid primary key,
  name text not null,
  position int not null,
  active boolean not null,
  target text not null,
  input jsonb not null,
  runs text not null check (runs in ('on_create', 'each_order', 'only_when_empty')),
  condition jsonb,
  created_at timestamptz not null
);
create index auto_populate_rules_position on auto_populate_rules (position, id);

-- What the roles of before may with it, as a new business has it.
update roles set permissions = permissions || case name
    when 'admin' then array['catalog.read', 'catalog.import', 'order.import', 'rules.manage']
    when 'integration' then array['catalog.read', 'catalog.import', 'order.import']
    else array['catalog.read'] end
  where built_in;
