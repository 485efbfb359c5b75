-- That somebody looked again at the place of hot work, and what was told once of what nobody did.
ALTER TABLE permit ADD COLUMN looked_at BIGINT;
ALTER TABLE permit ADD COLUMN looked_by VARCHAR(200);
ALTER TABLE permit ADD COLUMN look_note TEXT;
CREATE TABLE overlooked (
  kind    VARCHAR(20)  NOT NULL,
  subject VARCHAR(200) NOT NULL,
  told_at BIGINT       NOT NULL,
  PRIMARY KEY (kind, subject)
);
