-- CUS-7: what may still be undone, newest first; a list that is read from its end.
drop index merges_open;
create index merges_open on merges (undo_until desc, id desc) where undone_at is null;
