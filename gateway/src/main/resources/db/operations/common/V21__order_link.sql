-- Which order hangs on which: a repeat on the earlier one, a root-cause order on what it looks into, a child on its parent.
CREATE TABLE order_link (
  work_order VARCHAR(40) NOT NULL,
  other      VARCHAR(40) NOT NULL,
  kind       VARCHAR(20) NOT NULL,
  at         BIGINT      NOT NULL,
  PRIMARY KEY (work_order, other, kind)
);
CREATE INDEX order_link_by_other ON order_link (other);
