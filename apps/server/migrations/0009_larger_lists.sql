-- The unread list in the order of the inbox, so that a page of it is one index read (decision 0011).
alter table unread_conversations add column last_message_at timestamptz;
update unread_conversations u set last_message_at = c.last_message_at from conversations c where c.id = u.conversation_id;
alter table unread_conversations alter column last_message_at set not null;
create index unread_conversations_store on unread_conversations (staff_id, store_id, last_message_at desc, conversation_id desc);
create index unread_conversations_mine on unread_conversations (staff_id, store_id, last_message_at desc, conversation_id desc) where mine;
drop index unread_conversations_count;

-- Words again behind periods of 160 days: what is not found in the newest short ones is looked up in few of these (decision 0012).
create function search_long_period(at timestamptz) returns int
language sql immutable strict parallel safe
return floor(extract(epoch from at) / 13824000)::int;

-- A time whose short period has the number of that long one, so that `search_words` and `search_key` serve both.
create function search_long_at(at timestamptz) returns timestamptz
language sql immutable strict parallel safe
return to_timestamp(public.search_long_period(at) * 864000::float8);

set local maintenance_work_mem = '256MB';
create index messages_search_long on messages using gin (search_words(store_id, search_long_at(created_at), body)) with (fastupdate = off) where direction <> 'line';
alter index messages_search_long alter column 1 set statistics 0;

-- Where a search ends. Null: no message is older than the store, as long as no older history was brought in.
alter table stores add column oldest_message_at timestamptz;
update stores s set oldest_message_at = m.at from (select store_id, min(created_at) as at from messages group by 1) m
  where m.store_id = s.id and m.at < s.created_at;
create function stores_follow_history() returns trigger language plpgsql as $$
begin
  update stores set oldest_message_at = new.created_at where id = new.store_id and new.created_at < least(oldest_message_at, created_at);
  return null;
end $$;
-- What is written today is never the oldest; the real clock spares it the question.
create trigger stores_follow_history after insert on messages for each row
  when (new.created_at < now() - interval '2 days') execute function stores_follow_history();
