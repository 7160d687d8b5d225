-- Who buys without a store is this store's customer; null: the oldest one's. A customer whom no store knows is seen by nobody,
-- and so could be neither handed out nor erased.
alter table business add column fallback_store_id uuid references stores;

insert into customer_stores (store_id, customer_id, since)
select s.id, c.id, c.created_at from customers c, (select id from stores order by kind <> 'production', created_at, id limit 1) s
where c.merged_into is null and c.erased_at is null
  and not exists (select from customer_stores k where k.customer_id = c.id);

-- The business names a customer by the id that its shop or its till gave them.
create index customer_external_ids_id on customer_external_ids (external_id);
