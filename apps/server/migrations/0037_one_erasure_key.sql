-- By which every process can tell that it has the key with which the erased addresses were hashed: the hash of a word we all know.
create table erasure_key (
  single boolean primary key default true check (single),
  proof bytea not null
);
