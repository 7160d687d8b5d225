-- What a payment makes: an order of ours, a receipt, and what tells the customer.

-- Order numbers as customers read them: A-10482.
create sequence order_numbers start 10001;

-- Where an order of ours came from (CRT-9). One cart, one order.
alter table orders add column cart_id uuid unique;
alter table orders add column conversation_id uuid;

create table receipts (
  id uuid primary key,
  order_id uuid not null unique references orders,
  -- The unguessable part of its address.
  token text not null unique check (length(token) >= 20),
  language text not null,
  -- Lines, tax, totals, who sold and on which terms, as on the day: laws want what was given out, not what would be today.
  content jsonb not null,
  issued_at timestamptz not null
);

-- How a receipt reaches its customer; each way once.
create table receipt_sends (
  id uuid primary key,
  receipt_id uuid not null references receipts,
  way text not null check (way in ('message', 'email')),
  -- Null for a message: the conversation knows where it goes.
  contact_point_id uuid references contact_points,
  state text not null check (state in ('wanted', 'sent', 'refused', 'failed')),
  -- The gate's reasons, or what the mail server said.
  why text,
  message_id uuid,
  attempts int not null default 0,
  due_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz
);
create unique index receipt_sends_once on receipt_sends (receipt_id, way);
create index receipt_sends_due on receipt_sends (due_at, id) where state = 'wanted';

-- A short address of a product, for a message (MSG-5): of a store, because prices and stock are, and of who sent it.
create table product_links (
  code text primary key check (length(code) >= 8),
  store_id uuid not null references stores,
  product_id uuid not null references products,
  variant_id uuid references variants,
  staff_id uuid not null references staff,
  created_at timestamptz not null,
  unique nulls not distinct (store_id, product_id, variant_id, staff_id)
);
