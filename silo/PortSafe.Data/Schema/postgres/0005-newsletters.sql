-- oldest serving: 5

-- Issues: what they are known by, and the way from draft to sent

ALTER TABLE issues ADD COLUMN key text NOT NULL DEFAULT '';
ALTER TABLE issues ADD COLUMN topic text NOT NULL DEFAULT 'quarterly';
ALTER TABLE issues ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN submitted_revision integer;
ALTER TABLE issues ADD COLUMN submitted_by text;
ALTER TABLE issues ADD COLUMN submitted_at timestamptz;
ALTER TABLE issues ADD COLUMN scheduled_for timestamptz;
ALTER TABLE issues ADD COLUMN scheduled_by text;
ALTER TABLE issues ADD COLUMN schedule_missed timestamptz;
ALTER TABLE issues ADD COLUMN started_at timestamptz;
ALTER TABLE issues ADD COLUMN started_by text;
ALTER TABLE issues ADD COLUMN resumed_at timestamptz;
ALTER TABLE issues ADD COLUMN reason text;

UPDATE issues SET key = quarter, started_at = approved_at, started_by = approved_by, resumed_at = approved_at, submitted_revision = approved_revision;
CREATE UNIQUE INDEX issues_key ON issues (key);
CREATE INDEX issues_state ON issues (state);

-- What was said of an issue in review, why a sentence may stand, and what people write and have not saved

CREATE TABLE issue_comments (
  issue_id uuid NOT NULL,
  number integer NOT NULL,
  revision integer NOT NULL,
  line integer,
  text text NOT NULL,
  "by" text NOT NULL,
  at timestamptz NOT NULL,
  resolved_by text,
  resolved_at timestamptz,
  PRIMARY KEY (issue_id, number),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
);

CREATE TABLE issue_reasons (
  issue_id uuid NOT NULL,
  key text NOT NULL,
  reason text NOT NULL,
  "by" text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (issue_id, key),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
);

CREATE TABLE issue_workings (
  issue_id uuid NOT NULL,
  person_id uuid NOT NULL,
  based_on integer NOT NULL,
  subject text,
  body text,
  kept_at timestamptz,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (issue_id, person_id),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX issue_workings_person_id ON issue_workings (person_id);

-- Subscribers: topics, requests that wait for a confirmation, bounces, and addresses that are never written to again

ALTER TABLE subscribers ADD COLUMN consented_at timestamptz;
ALTER TABLE subscribers ADD COLUMN unsubscribed_how text;
ALTER TABLE subscribers ADD COLUMN undeliverable_at timestamptz;
ALTER TABLE subscribers ADD COLUMN deliverable_since timestamptz;
ALTER TABLE subscribers ADD COLUMN wiped_at timestamptz;

UPDATE subscribers SET consented_at = subscribed_at WHERE basis = 'consent';
UPDATE subscribers SET wiped_at = unsubscribed_at WHERE email LIKE '%@wiped.invalid';

CREATE TABLE subscriber_topics (
  subscriber_id uuid NOT NULL,
  topic text NOT NULL,
  PRIMARY KEY (subscriber_id, topic),
  FOREIGN KEY (subscriber_id) REFERENCES subscribers (id) ON DELETE CASCADE
);

INSERT INTO subscriber_topics (subscriber_id, topic)
SELECT subscribers.id, topics.code
FROM subscribers CROSS JOIN (SELECT 'quarterly' AS code UNION ALL SELECT 'alerts' UNION ALL SELECT 'toolkit') AS topics
WHERE subscribers.wiped_at IS NULL;

CREATE TABLE subscription_requests (
  token_hash text NOT NULL,
  email text NOT NULL,
  topics text NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  PRIMARY KEY (token_hash)
);
CREATE INDEX subscription_requests_email ON subscription_requests (email);
CREATE INDEX subscription_requests_expires_at ON subscription_requests (expires_at);

CREATE TABLE bounces (
  id uuid NOT NULL,
  key text NOT NULL,
  subscriber_id uuid NOT NULL,
  issue_id uuid,
  kind text NOT NULL,
  status text,
  source text NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY (subscriber_id) REFERENCES subscribers (id) ON DELETE RESTRICT,
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX bounces_key ON bounces (key);
CREATE INDEX bounces_subscriber_id ON bounces (subscriber_id);
CREATE INDEX bounces_issue_id ON bounces (issue_id);
CREATE INDEX bounces_at ON bounces (at);

CREATE TABLE suppressions (
  address_hash text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (address_hash)
);

CREATE TABLE address_keys (
  id integer NOT NULL,
  secret text NOT NULL,
  PRIMARY KEY (id)
);

-- Contact entries: the numbers and addresses that an issue or asset may tell people to use

CREATE TABLE contact_entries (
  kind text NOT NULL,
  value text NOT NULL,
  label text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (kind, value)
);

-- Images of issues, by the hash of what they hold

CREATE TABLE issue_images (
  hash text NOT NULL,
  content_type text NOT NULL,
  bytes bytea NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  uploaded_by text NOT NULL,
  uploaded_at timestamptz NOT NULL,
  PRIMARY KEY (hash)
);
CREATE INDEX issue_images_uploaded_at ON issue_images (uploaded_at);

-- Drafts: the cells and events that each sentence comes from, with the first revision

ALTER TABLE issue_revisions ADD COLUMN sources json;

-- Sending: the ledger's further facts, the certificate of a settled issue, and the allowance that all nodes share

ALTER TABLE issues ADD COLUMN transport text;
ALTER TABLE issues ADD COLUMN settled_at timestamptz;

ALTER TABLE deliveries ADD COLUMN first_attempt_at timestamptz;
ALTER TABLE deliveries ADD COLUMN finished_at timestamptz;
CREATE INDEX deliveries_issue_id_finished_at ON deliveries (issue_id, finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE send_certificates (
  issue_id uuid NOT NULL,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  revision integer NOT NULL,
  eligible integer NOT NULL,
  excluded integer NOT NULL,
  accepted integer NOT NULL,
  failed integer NOT NULL,
  uncertain integer NOT NULL,
  rows_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (issue_id, number),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
);

CREATE TRIGGER send_certificates_refuse_update BEFORE UPDATE ON send_certificates FOR EACH ROW
  EXECUTE FUNCTION refuse_change('A send certificate cannot be changed.');

CREATE TRIGGER send_certificates_refuse_delete BEFORE DELETE ON send_certificates FOR EACH ROW
  EXECUTE FUNCTION refuse_change('A send certificate cannot be removed.');

CREATE TRIGGER send_certificates_refuse_truncate BEFORE TRUNCATE ON send_certificates
  EXECUTE FUNCTION refuse_change('A send certificate cannot be removed.');

CREATE TABLE send_allowance (
  id integer NOT NULL PRIMARY KEY,
  tokens double precision NOT NULL,
  at timestamptz NOT NULL
);
INSERT INTO send_allowance (id, tokens, at) VALUES (1, 0, '2000-01-01 00:00:00+00');
