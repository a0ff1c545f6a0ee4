-- oldest serving: 5

-- Issues: what they are known by, and the way from draft to sent

ALTER TABLE issues ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE issues ADD COLUMN topic TEXT NOT NULL DEFAULT 'quarterly';
ALTER TABLE issues ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN submitted_revision INTEGER;
ALTER TABLE issues ADD COLUMN submitted_by TEXT;
ALTER TABLE issues ADD COLUMN submitted_at TEXT;
ALTER TABLE issues ADD COLUMN scheduled_for TEXT;
ALTER TABLE issues ADD COLUMN scheduled_by TEXT;
ALTER TABLE issues ADD COLUMN schedule_missed TEXT;
ALTER TABLE issues ADD COLUMN started_at TEXT;
ALTER TABLE issues ADD COLUMN started_by TEXT;
ALTER TABLE issues ADD COLUMN resumed_at TEXT;
ALTER TABLE issues ADD COLUMN reason TEXT;

UPDATE issues SET key = quarter, started_at = approved_at, started_by = approved_by, resumed_at = approved_at, submitted_revision = approved_revision;
CREATE UNIQUE INDEX issues_key ON issues (key);
CREATE INDEX issues_state ON issues (state);

-- What was said of an issue in review, why a sentence may stand, and what people write and have not saved

CREATE TABLE issue_comments (
  issue_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  line INTEGER,
  text TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  resolved_by TEXT,
  resolved_at TEXT,
  PRIMARY KEY (issue_id, number),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE issue_reasons (
  issue_id TEXT NOT NULL,
  key TEXT NOT NULL,
  reason TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (issue_id, key),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE issue_workings (
  issue_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  based_on INTEGER NOT NULL,
  subject TEXT,
  body TEXT,
  kept_at TEXT,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (issue_id, person_id),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_workings_person_id ON issue_workings (person_id);

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

-- Sending: the ledger's further facts, the certificate of a settled issue, and the allowance that all nodes share

ALTER TABLE issues ADD COLUMN transport TEXT;
ALTER TABLE issues ADD COLUMN settled_at TEXT;

ALTER TABLE deliveries ADD COLUMN first_attempt_at TEXT;
ALTER TABLE deliveries ADD COLUMN finished_at TEXT;
CREATE INDEX deliveries_issue_id_finished_at ON deliveries (issue_id, finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE send_certificates (
  issue_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  eligible INTEGER NOT NULL,
  excluded INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  uncertain INTEGER NOT NULL,
  rows_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (issue_id, number),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER send_certificates_refuse_update BEFORE UPDATE ON send_certificates
BEGIN
  SELECT RAISE(ABORT, 'A send certificate cannot be changed.');
END;

CREATE TRIGGER send_certificates_refuse_delete BEFORE DELETE ON send_certificates
BEGIN
  SELECT RAISE(ABORT, 'A send certificate cannot be removed.');
END;

CREATE TABLE send_allowance (
  id INTEGER NOT NULL PRIMARY KEY,
  tokens REAL NOT NULL,
  at TEXT NOT NULL
) STRICT;
INSERT INTO send_allowance (id, tokens, at) VALUES (1, 0, '2000-01-01 00:00:00');
