-- Payment links: written down as intents, made at the provider by a job, one alive per cart (CRT-6, PAY-3).
create table payment_links (
  id uuid primary key,
  cart_id uuid not null,
  cart_version int not null,
  -- What the provider calls merchantReference, and signs in its notifications: one a link.
  reference text not null unique,
  -- One a link, kept before the call: the same intent twice at the provider is one link.
  idempotency_key uuid not null unique,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor > 0),
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- The customer's, for the provider's page.
  language text not null,
  -- Lines as the provider wants them; nothing of a person.
  lines jsonb not null,
  -- Where the provider's page leads back to. Nothing follows from somebody's coming back.
  return_url text,
  expires_at timestamptz not null,
  -- wanted → active → completed; wanted or active → ending → ended; wanted → failed. `ending`: dead for us, not yet confirmed by the provider.
  state text not null check (state in ('wanted', 'active', 'completed', 'ending', 'ended', 'failed')),
  provider_link_id text unique,
  url text,
  failure text,
  attempts int not null default 0,
  -- When the job may try next.
  due_at timestamptz,
  -- Whose call is out: until then (on the wall clock) nobody else makes it.
  claimed_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz
);
-- Nobody can pay one cart by two links.
create unique index payment_links_one_alive on payment_links (cart_id) where state in ('wanted', 'active');
create index payment_links_cart on payment_links (cart_id, cart_version desc);
create index payment_links_due on payment_links (due_at, id) where state in ('wanted', 'ending');
-- Those that are asked about once their time is over.
create index payment_links_over on payment_links (expires_at, id) where state = 'active';

-- What the provider told us, as it came: stored before it is answered, worked off afterwards, each effect once.
create table payment_notifications (
  id uuid primary key,
  merchant_account text not null,
  event_code text not null,
  -- What it is about, in our words, whoever the provider is.
  kind text not null check (kind in ('authorisation', 'capture', 'refund', 'refund_failed', 'chargeback', 'chargeback_reversed', 'other')),
  psp_reference text not null,
  original_reference text,
  merchant_reference text not null,
  success boolean not null,
  currency text not null,
  amount_minor bigint not null,
  event_at timestamptz not null,
  -- The latest details, unsigned, and nothing of a person: method, last digits, reason, the provider's id of the link.
  payload jsonb not null,
  deliveries int not null default 1,
  received_at timestamptz not null,
  due_at timestamptz,
  attempts int not null default 0,
  handled_at timestamptz,
  -- What came of it; while it is not handled, what it waits for.
  outcome text,
  unique (merchant_account, event_code, psp_reference, success)
);
create index payment_notifications_due on payment_notifications (due_at, id) where handled_at is null;
create index payment_notifications_original on payment_notifications (original_reference) where original_reference is not null;

-- Money that came, by the provider or in the store. One by the provider's reference, whatever it was for.
create table payments (
  id uuid primary key,
  kind text not null check (kind in ('link', 'terminal', 'cash')),
  -- The provider's pspReference, or what the till printed.
  reference text not null,
  link_id uuid references payment_links,
  cart_id uuid,
  cart_version int,
  order_id uuid references orders,
  store_id uuid references stores,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor > 0),
  method text,
  -- As a person knows it: ending in 2291.
  method_detail text,
  -- Why it made no order (PAY-3), or why the money of one that did is gone again.
  problem text check (problem in ('late', 'double', 'old_link', 'amount', 'unknown', 'out_of_stock', 'capture_failed', 'chargeback')),
  -- taken: it paid its order. kept: it made none and waits for someone. returning, returned: its money goes back, or went. failed: it never came after all.
  state text not null check (state in ('taken', 'kept', 'returning', 'returned', 'failed')),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and amount_minor),
  paid_at timestamptz not null,
  staff_id uuid references staff,
  resolved_at timestamptz,
  resolved_by uuid references staff
);
create unique index payments_provider on payments (reference) where kind = 'link';
-- PAY-2: one payment makes an order.
create unique index payments_one_per_order on payments (order_id) where problem is null and order_id is not null;
create index payments_order on payments (order_id);
create index payments_cart on payments (cart_id);
create index payments_list on payments (paid_at desc, id desc);
create index payments_problem on payments (paid_at desc, id desc) where problem is not null;
create index payments_kept on payments (paid_at desc, id desc) where state = 'kept';

create table refunds (
  id uuid primary key,
  payment_id uuid not null references payments,
  order_id uuid references orders,
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null,
  -- What of the order it gives back: [{"lineId", "quantity"}]; empty: an amount, or a payment without an order.
  lines jsonb not null default '[]',
  -- Ours, and the provider's merchantReference of the modification.
  reference text not null unique,
  idempotency_key uuid not null unique,
  provider_reference text unique,
  -- wanted → sent → done; failed from any of them, also after done (PAY-5).
  state text not null check (state in ('wanted', 'sent', 'done', 'failed')),
  failure text,
  attempts int not null default 0,
  due_at timestamptz,
  claimed_until timestamptz,
  sent_at timestamptz,
  -- Null: by rule.
  staff_id uuid references staff,
  created_at timestamptz not null,
  settled_at timestamptz,
  -- Of one that failed: the refund that stands for it now. It is tried again once.
  retried_as uuid references refunds
);
create index refunds_payment on refunds (payment_id, created_at);
create index refunds_order on refunds (order_id, created_at) where order_id is not null;
create index refunds_due on refunds (due_at, id) where state = 'wanted';
create index refunds_sent on refunds (sent_at, id) where state = 'sent';
create index refunds_failed on refunds (created_at desc, id desc) where state = 'failed' and retried_as is null;
