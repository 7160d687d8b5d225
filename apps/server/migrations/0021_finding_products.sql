-- Finding what is sold: with a typing error, by a scanned code, by collection in its order; and what is left to promise.

-- The words of all names, folded, so that a misspelt one finds those it may have meant. They stay; nobody counts them.
create table product_words (word text primary key);
create index product_words_alike on product_words using gin (word gin_trgm_ops) with (fastupdate = off);

create function keep_product_words() returns trigger language plpgsql as $$
begin
  insert into product_words
    select distinct word from named, regexp_split_to_table(named.search_name, '[^[:alnum:]]+') word
    where length(word) between 3 and 40 order by word
  on conflict do nothing;
  return null;
end $$;
create trigger keep_words_of_new after insert on products referencing new table as named
  for each statement execute function keep_product_words();
create trigger keep_words_of_changed after update on products referencing new table as named
  for each statement execute function keep_product_words();
insert into product_words
  select distinct word from products p, regexp_split_to_table(p.search_name, '[^[:alnum:]]+') word
  where length(word) between 3 and 40;

-- Two letters in each other's place leave a short word little of itself: how far apart it may be is weighed by who asks.
create function words_alike(wanted text) returns setof text language sql stable
  set pg_trgm.similarity_threshold = 0.2
as $$ select word from product_words where word % wanted order by similarity(word, wanted) desc, word limit 40 $$;

-- Chinese, Japanese and Korean say in one or two characters what others say in a word, and trigrams need three.
create function short_words(name text) returns text[] language sql immutable strict parallel safe
return array(
  select substr(run[1], place, size) from regexp_matches(name, '[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+', 'g') run,
    generate_series(1, length(run[1])) place, generate_series(1, 2) size);
create index products_short_words on products using gin (short_words(search_name)) with (fastupdate = off);

-- UPC-A is EAN-13 without its leading zero, GTIN-14 has one more: a code is looked up without them.
create index variants_barcode_bare on variants (ltrim(barcode, '0')) where barcode is not null;
create index collection_products_order on collection_products (collection_id, position, product_id);

-- Stock less what is kept for shared carts (CRT-9).
create view available_stock as
  select s.variant_id, s.store_id,
    s.quantity - coalesce((select sum(r.quantity) from stock_reservations r
      where r.variant_id = s.variant_id and r.store_id is not distinct from s.store_id), 0)::int as quantity
  from stock s;
