-- Up to when messages have lost their words, so that a night looks at what has become old since the last one, and not at all
-- that was emptied before. Null: from the first message on.
alter table retention_rules add column through timestamptz;
