-- How a word sounds is asked for hundreds at a time when somebody mistypes a name, and takes as long to work out as all the rest.
alter table name_words add column sounded text not null generated always as (public.sounded(word)) stored;
