-- How often an address asked for something of the sign-in lately, the same for all servers of one database. What a crash
-- loses of it does not matter.
create unlogged table auth_rate_limits (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null -- milliseconds since 1970
);
create index auth_rate_limits_by_age on auth_rate_limits (last_request);
