-- What the business sells, as its own systems name it. An import is idempotent by external id; an older version never
-- overwrites a newer one.
create table products (
  id uuid primary key default uuidv7(),
  external_id text not null unique,
  version timestamptz not null,
  name text not null,
  -- Folded for searching; trigrams find the middle of a word too.
  search_name text not null generated always as (plain(name)) stored,
  description text not null default '',
  department text,
  material text,
  care text,
  season text,
  size_system text,
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index products_name on products (search_name, id) where active;
create index products_search on products using gin (search_name gin_trgm_ops) with (fastupdate = off);

-- A colour's pictures, or the product's when `colour` is null. `url` is a path of this server, or an https address.
create table product_pictures (
  product_id uuid not null references products,
  position int not null,
  colour text,
  url text not null,
  primary key (product_id, position)
);

create table variants (
  id uuid primary key default uuidv7(),
  product_id uuid not null references products,
  external_id text not null unique,
  sku text,
  barcode text,
  colour text,
  colour_hex text check (colour_hex ~ '^#[0-9A-F]{6}$'),
  size text,
  weight_g int,
  position int not null,
  -- A variant that is no longer in its product's import; orders and wishlists still name it.
  active boolean not null default true,
  created_at timestamptz not null
);
create index variants_product on variants (product_id, position);
create index variants_sku on variants (upper(sku) text_pattern_ops) where sku is not null;
create index variants_barcode on variants (barcode text_pattern_ops) where barcode is not null;

create table prices (
  variant_id uuid not null references variants,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor >= 0),
  tax_included boolean not null,
  primary key (variant_id, currency)
);

create table collections (
  id uuid primary key default uuidv7(),
  external_id text not null unique,
  name text not null,
  description text not null default '',
  position int not null default 0
);
create table collection_products (
  collection_id uuid not null references collections,
  product_id uuid not null references products,
  position int not null,
  primary key (collection_id, product_id)
);
create index collection_products_product on collection_products (product_id);

-- What goes with what, as the business says; one direction each.
create table product_pairings (
  product_id uuid not null references products,
  with_external_id text not null,
  position int not null,
  primary key (product_id, with_external_id)
);

-- Available to promise, at a store or (store null) in the warehouse.
create table stock (
  variant_id uuid not null references variants,
  store_id uuid references stores,
  quantity int not null,
  version timestamptz not null,
  unique nulls not distinct (variant_id, store_id)
);

-- How other systems name a store.
alter table stores add column external_id text unique;
