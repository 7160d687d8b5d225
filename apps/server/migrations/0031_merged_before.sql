-- CUS-7: who was merged into somebody goes along when they are merged in turn. Without this all customers are read for it.
create index customers_merged on customers (merged_into) where merged_into is not null;
