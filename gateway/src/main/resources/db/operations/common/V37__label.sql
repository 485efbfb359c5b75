-- Labels with a QR code, on an equipment or at a place. One that was revoked keeps its row; the secret of a link stands nowhere.
CREATE TABLE label (
  id         VARCHAR(40)  NOT NULL PRIMARY KEY,
  equipment  VARCHAR(200),
  place      TEXT,
  created_at BIGINT       NOT NULL,
  created_by VARCHAR(200) NOT NULL,
  revoked_at BIGINT
);
CREATE UNIQUE INDEX one_standing_label_per_equipment ON label (equipment) WHERE revoked_at IS NULL;
