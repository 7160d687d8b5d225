create table business (
  singleton boolean primary key default true check (singleton),
  name text not null,
  language text not null,
  opt_in_by text not null default 'any_reply' check (opt_in_by in ('any_reply', 'keywords')),
  opt_out_scope text not null default 'store' check (opt_out_scope in ('store', 'business')),
  quiet_from text not null default '08:00',
  quiet_until text not null default '21:00',
  frequency_cap int default 6,
  frequency_days int not null default 30,
  ask_again_days int not null default 90,
  created_at timestamptz not null
);

create table stores (
  id uuid primary key default uuidv7(),
  name text not null,
  city text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  region text,
  time_zone text not null,
  language text not null,
  kind text not null default 'production' check (kind in ('production', 'sandbox', 'staging')),
  landline text,
  clienteling boolean not null default true,
  created_at timestamptz not null
);
-- STO-5: at most one sandbox and one staging store a country.
create unique index stores_one_test_store on stores (country, kind) where kind <> 'production';

create table store_numbers (
  id uuid primary key default uuidv7(),
  store_id uuid not null references stores,
  channel text not null check (channel in ('sms', 'whatsapp')),
  phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  provider text not null default 'twilio',
  -- Who answers STOP, START and HELP: the provider by itself, or we. Never both.
  keyword_replies text not null default 'rapport' check (keyword_replies in ('provider', 'rapport')),
  mms boolean not null default false,
  state text not null default 'active' check (state in ('active', 'quarantined', 'released')),
  -- Up to when the provider's own list of inbound messages was compared with ours.
  reconciled_until timestamptz,
  created_at timestamptz not null
);
create unique index store_numbers_one_owner on store_numbers (phone, channel) where state <> 'released';
create unique index store_numbers_one_each on store_numbers (store_id, channel) where state = 'active';

create table test_numbers (
  store_id uuid not null references stores,
  phone text not null,
  primary key (store_id, phone)
);
