-- Who signed which page of the handover book: each part once, and never both by one person. What was signed is JSON, and its hash stands in the audit, too.
CREATE TABLE handover_signature (
  day     VARCHAR(10)  NOT NULL,
  shift   VARCHAR(200) NOT NULL,
  part    VARCHAR(10)  NOT NULL,
  from_at BIGINT       NOT NULL,
  ends_at BIGINT       NOT NULL,
  person  VARCHAR(200) NOT NULL,
  at      BIGINT       NOT NULL,
  content TEXT         NOT NULL,
  sha256  VARCHAR(64)  NOT NULL,
  PRIMARY KEY (day, shift, part),
  UNIQUE (day, shift, person)
);
CREATE INDEX handover_signature_by_end ON handover_signature (ends_at);

-- The control room's log: a line is corrected by another.
CREATE TABLE control_log (
  number      BIGINT       NOT NULL PRIMARY KEY,
  at          BIGINT       NOT NULL,
  happened_at BIGINT,
  person      VARCHAR(200) NOT NULL,
  text        TEXT         NOT NULL,
  corrects    BIGINT
);
CREATE INDEX control_log_by_time ON control_log (at);

CREATE FUNCTION keep_handover_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23000', CONSTRAINT = 'handover_book_is_append_only';
END
$$;

CREATE TRIGGER handover_signature_is_never_changed BEFORE UPDATE OR DELETE ON handover_signature
  FOR EACH ROW EXECUTE FUNCTION keep_handover_book();

CREATE TRIGGER control_log_is_never_changed BEFORE UPDATE OR DELETE ON control_log
  FOR EACH ROW EXECUTE FUNCTION keep_handover_book();
