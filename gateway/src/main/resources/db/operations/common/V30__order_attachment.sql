-- Photographs, signatures and documents of orders. Their bytes are files of the data folder, named by the id.
CREATE TABLE order_attachment (
  id          VARCHAR(40)  NOT NULL PRIMARY KEY,
  work_order  VARCHAR(40)  NOT NULL REFERENCES work_order (id) DEFERRABLE INITIALLY DEFERRED,
  kind        VARCHAR(10)  NOT NULL,
  name        TEXT         NOT NULL,
  type        VARCHAR(10)  NOT NULL,
  size        BIGINT       NOT NULL,                  -- in bytes
  sha256      VARCHAR(64)  NOT NULL,
  signed_as   VARCHAR(20),
  signed_by   TEXT,
  line        INTEGER,                                -- of the checklist
  note        TEXT,
  taken_at    BIGINT,
  added_by    VARCHAR(200) NOT NULL,
  added_at    BIGINT       NOT NULL,
  removed_by  VARCHAR(200),
  removed_at  BIGINT,
  erased      BOOLEAN      NOT NULL DEFAULT FALSE     -- whether the bytes are gone, too
);
CREATE INDEX order_attachment_by_order ON order_attachment (work_order, added_at);
CREATE INDEX order_attachment_to_erase ON order_attachment (removed_at) WHERE removed_at IS NOT NULL AND NOT erased;
