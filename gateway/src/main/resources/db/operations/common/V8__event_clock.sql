-- An event whose source told a time that cannot be carries that of its receipt.

ALTER TABLE event ADD COLUMN clock_off BOOLEAN NOT NULL DEFAULT FALSE;
