-- An event whose source told a time that cannot be carries that of its receipt, and what was told beside it.

ALTER TABLE event ADD COLUMN told BIGINT;
