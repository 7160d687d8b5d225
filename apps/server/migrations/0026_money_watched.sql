-- What is asked whenever somebody looks at the metrics: links that the provider says were paid, and whose notification never came.
create index payment_links_paid_unheard on payment_links (ended_at) where state = 'completed' and ended_at is not null;
create index payments_link on payments (link_id) where link_id is not null;
