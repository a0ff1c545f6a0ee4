-- oldest serving: 5

-- Subscribers: topics, requests that wait for a confirmation, bounces, and addresses that are never written to again

ALTER TABLE subscribers ADD COLUMN consented_at TEXT;
ALTER TABLE subscribers ADD COLUMN unsubscribed_how TEXT;
ALTER TABLE subscribers ADD COLUMN undeliverable_at TEXT;
ALTER TABLE subscribers ADD COLUMN deliverable_since TEXT;
ALTER TABLE subscribers ADD COLUMN wiped_at TEXT;

UPDATE subscribers SET consented_at = subscribed_at WHERE basis = 'consent';
UPDATE subscribers SET wiped_at = unsubscribed_at WHERE email LIKE '%@wiped.invalid';

CREATE TABLE subscriber_topics (
  subscriber_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (subscriber_id, topic),
  FOREIGN KEY (subscriber_id) REFERENCES subscribers (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO subscriber_topics (subscriber_id, topic)
SELECT subscribers.id, topics.code
FROM subscribers CROSS JOIN (SELECT 'quarterly' AS code UNION ALL SELECT 'alerts' UNION ALL SELECT 'toolkit') AS topics
WHERE subscribers.wiped_at IS NULL;

CREATE TABLE subscription_requests (
  token_hash TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  topics TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  confirmed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_requests_email ON subscription_requests (email);
CREATE INDEX subscription_requests_expires_at ON subscription_requests (expires_at);

CREATE TABLE bounces (
  id TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  subscriber_id TEXT NOT NULL,
  issue_id TEXT,
  kind TEXT NOT NULL,
  status TEXT,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  FOREIGN KEY (subscriber_id) REFERENCES subscribers (id) ON DELETE RESTRICT,
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX bounces_key ON bounces (key);
CREATE INDEX bounces_subscriber_id ON bounces (subscriber_id);
CREATE INDEX bounces_issue_id ON bounces (issue_id);
CREATE INDEX bounces_at ON bounces (at);

CREATE TABLE suppressions (
  address_hash TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE address_keys (
  id INTEGER NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Contact entries: the numbers and addresses that an issue or asset may tell people to use

CREATE TABLE contact_entries (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  label TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- Images of issues, by the hash of what they hold

CREATE TABLE issue_images (
  hash TEXT NOT NULL PRIMARY KEY,
  content_type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  uploaded_by TEXT NOT NULL,
  uploaded_at TEXT NOT NULL
) STRICT;
CREATE INDEX issue_images_uploaded_at ON issue_images (uploaded_at);

-- Drafts: the cells and events that each sentence comes from, with the first revision

ALTER TABLE issue_revisions ADD COLUMN sources TEXT;
