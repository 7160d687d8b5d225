-- Who is mentioned sees what is new to them; what was there before this counts as seen.
alter table note_mentions add column seen_at timestamptz;
update note_mentions set seen_at = at;
create index note_mentions_unseen on note_mentions (staff_id) where seen_at is null;
