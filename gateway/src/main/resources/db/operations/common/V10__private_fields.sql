-- Who passed and with which plate is seen by few, and for a time: then it is a hash, and at last it is gone.
ALTER TABLE event ADD COLUMN private_fields TEXT;     -- JSON: names of those in fields that are hashed; none: there are none, or no more
ALTER TABLE event ADD COLUMN clear_text TEXT;         -- what they were, sealed under the key of the data folder; none: it is not kept, or no more

CREATE INDEX event_with_private_fields ON event (received) WHERE private_fields IS NOT NULL;
CREATE INDEX event_with_clear_text ON event (received) WHERE clear_text IS NOT NULL;
