-- What was done cannot be made undone in the record of it.
CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit is append-only' USING ERRCODE = '23000', CONSTRAINT = 'audit_is_append_only';
END
$$;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION keep_audit();

CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();

-- One row: the mark of the newest transaction. Who was cut off from the answer to a commit finds its mark here, or does not.
CREATE TABLE last_commit (
  mark VARCHAR(36) NOT NULL PRIMARY KEY
);
INSERT INTO last_commit (mark) VALUES ('');
