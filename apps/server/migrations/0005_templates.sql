-- The automatic texts, every version kept: the ledger quotes what was shown.
create table texts (
  kind text not null check (kind in ('opt_in', 'opted_out', 'opted_in', 'help')),
  language text not null,
  version int not null,
  body text not null,
  changed_at timestamptz not null,
  changed_by uuid references staff,
  primary key (kind, language, version)
);

create table quick_replies (
  id uuid primary key default uuidv7(),
  language text not null,
  position int not null,
  title text not null,
  message text not null,
  -- Null: for every store.
  store_ids uuid[],
  used_count int not null default 0,
  created_at timestamptz not null
);
create index quick_replies_language on quick_replies (language, position);
