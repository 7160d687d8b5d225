-- Two letters in each other's place leave a short word hardly a trigram: «caot» for «coat». What a word is with one
-- letter left out, each in turn, says of any two whether they are a slip apart.
create function slips(word text) returns text[] language sql immutable strict parallel safe
return array(select left(word, place - 1) || substr(word, place + 1) from generate_series(1, length(word)) place) || word;
create index product_words_slips on product_words using gin (slips(word)) with (fastupdate = off);

-- A number is no word: it is typed as it is, and there are as many as there are products.
delete from product_words where word ~ '[0-9]';
create or replace function keep_product_words() returns trigger language plpgsql as $$
begin
  insert into product_words
    select distinct word from named, regexp_split_to_table(named.search_name, '[^[:alnum:]]+') word
    where length(word) between 3 and 40 and word !~ '[0-9]' order by word
  on conflict do nothing;
  return null;
end $$;

create or replace function words_alike(wanted text) returns setof text language sql stable
  set pg_trgm.similarity_threshold = 0.3
as $$ select word from product_words where word % wanted or slips(word) && slips(wanted)
  order by slips(word) && slips(wanted) desc, similarity(word, wanted) desc, word limit 40 $$;
