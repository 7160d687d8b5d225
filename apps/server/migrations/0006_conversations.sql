create table conversations (
  id uuid primary key default uuidv7(),
  store_id uuid not null references stores,
  customer_id uuid not null references customers,
  -- Where the next message goes: the address and channel of the last one.
  contact_point_id uuid not null references contact_points,
  channel text not null check (channel in ('sms', 'whatsapp', 'email')),
  active boolean not null default false,
  archive_at timestamptz,
  archived_at timestamptz,
  archive_reason text check (archive_reason in ('quiet', 'opted_out', 'unanswered')),
  last_sequence bigint not null default 0,
  last_message_at timestamptz not null,
  last_inbound_at timestamptz,
  preview text not null default '',
  preview_by text not null default 'line' check (preview_by in ('customer', 'staff', 'automatic', 'line')),
  preview_staff_id uuid references staff,
  preview_line jsonb,
  awaiting_since timestamptz,
  assigned_staff_id uuid references staff,
  created_at timestamptz not null,
  -- INB-7: two numbers, two channels or two spellings never split it.
  unique (store_id, customer_id)
) with (fillfactor = 80);
create index conversations_inbox on conversations (store_id, last_message_at desc, id desc) where active;
create index conversations_archive on conversations (store_id, last_message_at desc, id desc) where not active;
create index conversations_awaiting on conversations (store_id, last_message_at desc, id desc) where active and awaiting_since is not null;
create index conversations_archive_due on conversations (archive_at) where active;
create index conversations_customer on conversations (customer_id);

-- My inbox (INB-1): conversations in which I wrote or that are mine. Carries its own order, so that a page costs a page.
create table conversation_members (
  staff_id uuid not null references staff,
  conversation_id uuid not null references conversations,
  store_id uuid not null references stores,
  last_message_at timestamptz not null,
  active boolean not null,
  awaiting boolean not null default false,
  primary key (staff_id, conversation_id)
) with (fillfactor = 80);
create index conversation_members_inbox on conversation_members (staff_id, store_id, last_message_at desc, conversation_id desc) where active;
create index conversation_members_archive on conversation_members (staff_id, store_id, last_message_at desc, conversation_id desc) where not active;
create index conversation_members_awaiting on conversation_members (staff_id, store_id, last_message_at desc, conversation_id desc) where active and awaiting;
create index conversation_members_conversation on conversation_members (conversation_id);

-- Exists only while someone has not read: counting it is counting what is shown (INB-2). A row per associate and message
-- that comes in, made from rows that are never deleted: foreign keys would check that again, nearly as long as making them takes.
create table unread_conversations (
  staff_id uuid not null,
  conversation_id uuid not null,
  store_id uuid not null,
  mine boolean not null,
  count int not null,
  first_sequence bigint not null,
  primary key (staff_id, conversation_id)
) with (fillfactor = 70);
create index unread_conversations_count on unread_conversations (staff_id, store_id, mine);

create table messages (
  id uuid primary key default uuidv7(),
  conversation_id uuid not null references conversations,
  sequence bigint not null,
  store_id uuid not null,
  direction text not null check (direction in ('in', 'out', 'line')),
  kind text not null check (kind in ('text', 'opt_in_request', 'automatic', 'line')),
  channel text not null,
  body text not null,
  line jsonb,
  staff_id uuid references staff,
  contact_point_id uuid,
  store_number_id uuid,
  client_id uuid,
  provider_message_id text,
  status text not null check (status in ('received', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'canceled')),
  failure_reason text,
  failure_code text,
  held_because text[],
  due_at timestamptz,
  attempted_at timestamptz,
  attempts int not null default 0,
  created_at timestamptz not null
);
create unique index messages_thread on messages (conversation_id, sequence desc);
-- MSG-3 and MSG-2: the provider's id and the app's id each count once.
create unique index messages_provider_id on messages (provider_message_id) where provider_message_id is not null;
create unique index messages_client_id on messages (client_id) where client_id is not null;
create index messages_outbox on messages (due_at, id) where status in ('queued', 'scheduled');
create index messages_pending on messages (conversation_id, sequence) where status in ('queued', 'scheduled', 'sending');
create index messages_search on messages using gin (search_words(store_id, created_at, body)) with (fastupdate = off) where direction <> 'line';
-- What is asked is not known when it is planned; without this, every analyze would fold thirty thousand texts.
alter index messages_search alter column 1 set statistics 0;

-- One automatic confirmation for one change of consent, never two (CON-6).
create table confirmations (
  contact_point_id uuid not null,
  seq bigint not null,
  message_id uuid,
  primary key (contact_point_id, seq)
);

-- What the provider said of a message, all of it, in the order it came.
create table message_callbacks (
  id bigint generated always as identity primary key,
  message_id uuid not null,
  provider_message_id text not null,
  status text not null,
  error_code text not null default '',
  received_at timestamptz not null,
  unique (message_id, provider_message_id, status, error_code)
);

-- Inbound that belongs to no store of ours: kept, so that a mistake in the set-up loses nothing.
create table inbound_strays (
  provider_message_id text primary key,
  to_address text not null,
  payload jsonb not null,
  received_at timestamptz not null
);

-- Unprompted messages to a customer, for the frequency cap (CON-9).
create table unprompted_sends (
  customer_id uuid not null,
  at timestamptz not null,
  message_id uuid not null,
  primary key (customer_id, at, message_id)
);
