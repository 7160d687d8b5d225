-- Sign-in tables, in the shape that better-auth reads and writes.
create table auth_users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth_sessions (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_sessions_user on auth_sessions (user_id);
create table auth_accounts (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  id_token text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_accounts_user on auth_accounts (user_id);
create table auth_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verifications_identifier on auth_verifications (identifier);

create table roles (
  id uuid primary key default uuidv7(),
  name text not null unique,
  built_in boolean not null default false,
  permissions text[] not null
);

create table staff (
  id uuid primary key default uuidv7(),
  auth_user_id text not null unique references auth_users,
  first_name text not null,
  last_name text not null,
  email text not null unique,
  hue int not null default 1,
  role_id uuid not null references roles,
  language text,
  state text not null default 'active' check (state in ('active', 'left')),
  created_at timestamptz not null
);
create table staff_stores (
  staff_id uuid not null references staff,
  store_id uuid not null references stores,
  primary key (staff_id, store_id)
);
create index staff_stores_store on staff_stores (store_id, staff_id);
