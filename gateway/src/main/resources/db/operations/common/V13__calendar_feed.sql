-- Links by which a calendar program fetches visits. One that was revoked keeps its row; the secret of a link stands nowhere: it comes of the
-- site's key.
CREATE TABLE calendar_feed (
  id         VARCHAR(40)  NOT NULL PRIMARY KEY,
  owner      VARCHAR(200) NOT NULL,
  person     VARCHAR(200),
  equipment  VARCHAR(200),
  created_at BIGINT       NOT NULL,
  revoked_at BIGINT
);
