-- The lists of the Console are sorted both ways and filtered; what they are asked by has its index.

-- The audit by when it was: a period is looked up, and the oldest come first where somebody wants them to.
create index audit_entries_at on audit_entries (at desc, id desc);
create index audit_entries_action_at on audit_entries (action, at desc, id desc);
create index audit_entries_staff_at on audit_entries (staff_id, at desc, id desc);
create index audit_entries_store_at on audit_entries (store_id, at desc, id desc);
drop index audit_entries_action;
drop index audit_entries_staff;

create index payments_store on payments (store_id, paid_at desc, id desc);
create index payments_kind on payments (kind, paid_at desc, id desc);
create index payments_reference on payments (upper(reference) text_pattern_ops);

create index import_jobs_kind on import_jobs (kind, id desc);
create index import_jobs_file on import_jobs using gin (lower(file_name) gin_trgm_ops);

-- Two who change the rates of tax at the same time: the second is told by whom they were changed.
alter table selling_settings add column tax_version int not null default 1;
alter table selling_settings add column tax_changed_at timestamptz;
alter table selling_settings add column tax_changed_by uuid references staff;
