-- API-3: a key acts as a member of staff of its own, so that authorship, audit and store binding hold as for people.
-- It has no sign-in, no role and no row in staff_stores: so it is in no list, picker, inbox or presence of people.
alter table staff alter column auth_user_id drop not null;
alter table staff alter column role_id drop not null;
alter table staff alter column email drop not null;
alter table staff add column kind text not null default 'person' check (kind in ('person', 'integration'));
alter table staff add constraint staff_kind check (
  case kind when 'person' then auth_user_id is not null and role_id is not null and email is not null
    else auth_user_id is null and role_id is null and email is null end);

create table api_keys (
  id uuid primary key default uuidv7(),
  staff_id uuid not null unique references staff,
  name text not null,
  -- SHA-256 of 256 random bits: there is nothing to guess, so nothing to slow a guess down (decision 0013).
  secret_hash bytea not null unique,
  -- The last characters of the secret, to tell two keys apart.
  ending text not null,
  permissions text[] not null,
  -- Also stores that open later.
  all_stores boolean not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  created_by uuid references staff,
  revoked_at timestamptz,
  revoked_by uuid references staff
);
create table api_key_stores (
  key_id uuid not null references api_keys,
  store_id uuid not null references stores,
  primary key (key_id, store_id)
);
create index api_key_stores_store on api_key_stores (store_id);

-- API-3: the first answer to a changing call, kept for a day. Written in the verb's own transaction: a crash leaves
-- neither effect nor answer, or both. Neither the caller's key nor the request can be read from it.
create table idempotency_keys (
  -- SHA-256 of caller and key.
  digest bytea primary key,
  -- HMAC of the request, under the caller's key.
  request bytea not null,
  answer json not null,
  at timestamptz not null
);
create index idempotency_keys_age on idempotency_keys (at);

-- The roles of an installation that was set up before these permissions were there.
update roles set permissions = permissions || '{customer.merge,customer.erase,integration.manage,privacy.manage}'::text[]
  where built_in and name = 'admin' and not permissions @> '{integration.manage}';
update roles set permissions = permissions || '{customer.merge}'::text[]
  where built_in and name = 'manager' and not permissions @> '{customer.merge}';
