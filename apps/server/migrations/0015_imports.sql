-- A file that is read in. One run at a time: the dry runs before, then the run that writes.
create table import_jobs (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('orders', 'customers', 'products', 'stock')),
  file_name text not null,
  size_bytes bigint not null check (size_bytes > 0),
  state text not null check (state in ('uploading', 'ready', 'queued', 'running', 'done', 'canceled', 'failed')),
  -- What was found when the file was there: format, shape, encoding, delimiter, columns with samples.
  reading jsonb,
  mapping jsonb,
  dry_run boolean not null default false,
  run int not null default 0,
  -- Records done with in this run; moves in the transaction that wrote them, so that a crash doubles nothing.
  position bigint not null default 0,
  bytes_read bigint not null default 0,
  created bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  refused bigint not null default 0,
  -- The counts of the last dry run that came to its end.
  rehearsal jsonb,
  failure jsonb,
  cancel_asked boolean not null default false,
  -- Whose turn it is; a process that dies leaves it to lapse.
  lease uuid,
  lease_until timestamptz,
  created_by uuid not null references staff,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- For the sweep: when someone last did something with it.
  touched_at timestamptz not null,
  file_gone_at timestamptz
) with (fillfactor = 70);
create index import_jobs_due on import_jobs (id) where state in ('queued', 'running');
create index import_jobs_sweep on import_jobs (touched_at) where file_gone_at is null;

-- The file in pieces of 1 MB. Kept only as long as it may be needed: it holds people's data.
create table import_chunks (
  job_id uuid not null references import_jobs on delete cascade,
  place int not null check (place >= 0),
  body bytea not null,
  primary key (job_id, place)
);
-- What is in it is hardly ever compressible twice, and is read once, from front to back.
alter table import_chunks alter column body set storage external;

-- A record that was not taken, as it stands in the file, and why.
create table import_refusals (
  job_id uuid not null references import_jobs on delete cascade,
  position bigint not null,
  line bigint not null,
  code text not null,
  reason text not null,
  rows jsonb not null,
  primary key (job_id, position)
);

-- A mapping that worked, kept by its name for the next file of the same make.
create table import_mappings (
  id uuid primary key,
  kind text not null check (kind in ('orders', 'customers', 'products', 'stock')),
  name text not null,
  columns text[] not null,
  mapping jsonb not null,
  changed_by uuid not null references staff,
  changed_at timestamptz not null,
  unique (kind, name)
);

-- Who has everything keeps having everything.
update roles set permissions = array_append(permissions, 'import.manage') where built_in and name = 'admin' and not 'import.manage' = any (permissions);
