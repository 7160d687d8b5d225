-- The remote cart and the assisted sale: one thing, that may turn from one into the other.

-- When a day of a store ends, whatever its length (CRT-1).
create function end_of_day(day date, zone text) returns timestamptz language sql immutable strict parallel safe
return (day + 1)::timestamp at time zone zone;

create table carts (
  id uuid primary key,
  store_id uuid not null references stores,
  customer_id uuid not null references customers,
  kind text not null check (kind in ('remote', 'sale')),
  -- open ⇄ saved; open or saved → paid, expired, emptied.
  state text not null check (state in ('open', 'saved', 'paid', 'expired', 'emptied')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The store's day that it belongs to. It ends with `end_of_day(day, stores.time_zone)`, kept nowhere, so that a store that
  -- moves to another zone takes its carts with it.
  day date not null,
  -- Rises with every change of what would be paid.
  version int not null default 1,
  -- What the customer may see and pay; null: never shared.
  shared_version int,
  shared_at timestamptz,
  -- The unguessable part of its address.
  token text not null unique check (length(token) >= 20),
  address jsonb,
  shipping_rate_id uuid references shipping_rates on delete set null,
  -- Who opened it, and who shared it last: whose sale it is.
  opened_by uuid not null references staff,
  staff_id uuid not null references staff,
  -- The cart that lapsed, and this one quotes again.
  requoted_from uuid references carts,
  order_id uuid unique references orders,
  -- What it came to at its last change, so that a list is read without reckoning.
  units int not null default 0,
  total_minor bigint not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  check ((state = 'paid') = (order_id is not null)),
  check (shared_version <= version)
);
-- CRT-1: one current cart per customer and store.
create unique index carts_current on carts (store_id, customer_id) where state = 'open';
create index carts_saved on carts (store_id, changed_at desc, id desc) where state = 'saved';
create index carts_alive on carts (store_id, changed_at desc, id desc) where state in ('open', 'saved');
create index carts_lapsed on carts (store_id, closed_at desc, id desc) where state = 'expired';
create index carts_customer on carts (customer_id, created_at desc, id desc);
-- By store, because a day ends where the store is: what is not over yet is not read.
create index carts_due on carts (store_id, day, id) where state in ('open', 'saved');

create table cart_items (
  id uuid primary key,
  cart_id uuid not null references carts,
  variant_id uuid not null references variants,
  quantity int not null check (quantity between 1 and 999),
  fulfilment text not null check (fulfilment in ('in_store', 'ship')),
  -- As it was when it was added, or last accepted.
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  tax_included boolean not null,
  position int not null,
  added_from text not null check (added_from in ('search', 'scan', 'wishlist', 'recommendation', 'requote')),
  added_by uuid not null references staff,
  -- CRT-4: how much of its price somebody with the right to it has given away or approved, in hundredths of a percent.
  allowed_bp int not null default 0,
  unique (cart_id, variant_id, fulfilment)
);
create index cart_items_cart on cart_items (cart_id, position);

create table cart_discounts (
  id uuid primary key,
  cart_id uuid not null references carts,
  -- Null: on the whole cart.
  item_id uuid references cart_items on delete cascade,
  kind text not null check (kind in ('amount', 'percent')),
  -- Minor units, or hundredths of a percent.
  value bigint not null check (value > 0),
  reason text not null,
  given_by uuid not null references staff,
  approved_by uuid references staff,
  created_at timestamptz not null,
  check (kind = 'amount' or value <= 10000)
);
create index cart_discounts_cart on cart_discounts (cart_id, id);
-- One of each: the order in which discounts are given can then not matter.
create unique index cart_discounts_item on cart_discounts (item_id) where item_id is not null;
create unique index cart_discounts_whole on cart_discounts (cart_id) where item_id is null;

-- What was shared, as it was: items, discounts, tax, totals. Never changed; of a person only what somebody wrote as a reason.
create table cart_versions (
  cart_id uuid not null references carts,
  version int not null,
  content jsonb not null,
  total_minor bigint not null check (total_minor >= 0),
  -- Where it goes: a person's, so an erasure may empty it, and nothing else may.
  address jsonb,
  by_staff_id uuid references staff,
  created_at timestamptz not null,
  primary key (cart_id, version)
);
create function without_reasons(content jsonb) returns jsonb language sql immutable strict parallel safe
return jsonb_set(content, '{discounts}',
  coalesce((select jsonb_agg(d || '{"reason": ""}' order by n) from jsonb_array_elements(content -> 'discounts') with ordinality g (d, n)), '[]'));
create function cart_versions_stand() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.address is null and new.content in (old.content, without_reasons(old.content))
    and (new.cart_id, new.version, new.total_minor, new.by_staff_id, new.created_at)
      is not distinct from (old.cart_id, old.version, old.total_minor, old.by_staff_id, old.created_at) then
    return new;
  end if;
  raise exception 'A version of a cart that was shared stands as it is.' using errcode = 'restrict_violation';
end $$;
create trigger cart_versions_stand before update or delete on cart_versions for each row execute function cart_versions_stand();

-- Everything that happened with a cart, in order (CRT-8).
create table cart_history (
  id uuid primary key,
  cart_id uuid not null references carts,
  at timestamptz not null,
  what text not null,
  staff_id uuid references staff,
  -- The app's own id of the tap that added something: two taps are two, one tap twice is one.
  client_id uuid,
  -- Ids, counts and amounts; nothing of a person.
  data jsonb not null default '{}'
);
create unique index cart_history_taps on cart_history (cart_id, client_id) where client_id is not null;
create index cart_history_cart on cart_history (cart_id, id);

-- CRT-9: what is kept for a shared cart until its day ends. Place as in `stock`: a store, or (null) the warehouse.
create table stock_reservations (
  cart_id uuid not null references carts,
  variant_id uuid not null references variants,
  store_id uuid references stores,
  quantity int not null check (quantity > 0),
  unique nulls not distinct (cart_id, variant_id, store_id)
);
create index stock_reservations_variant on stock_reservations (variant_id, store_id);
