-- oldest serving: 2

-- People: invited, revoked, wiped

ALTER TABLE people ADD COLUMN invited_at timestamptz;
ALTER TABLE people ADD COLUMN last_signed_in_at timestamptz;
ALTER TABLE people ADD COLUMN revoked_at timestamptz;
ALTER TABLE people ADD COLUMN wiped_at timestamptz;

-- Links that an older program sent signed people in by themselves

DROP TABLE sign_in_links;

CREATE TABLE account_links (
  hash text NOT NULL,
  person_id uuid NOT NULL,
  purpose text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (hash),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX account_links_person_id ON account_links (person_id);

-- From where people come; address and browser can be wiped

CREATE TABLE origins (
  id uuid NOT NULL,
  address text,
  browser text,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX origins_address_browser ON origins (address, browser);
CREATE INDEX origins_seen_at ON origins (seen_at);

CREATE TABLE sessions (
  hash text NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  origin_id uuid NOT NULL,
  method text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (hash),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
  FOREIGN KEY (origin_id) REFERENCES origins (id)
);
CREATE INDEX sessions_person_id ON sessions (person_id);
CREATE INDEX sessions_origin_id ON sessions (origin_id);
CREATE UNIQUE INDEX sessions_id ON sessions (id);

CREATE TABLE used_codes (
  person_id uuid NOT NULL,
  hash text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, hash),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

-- Programs

CREATE TABLE api_keys (
  id uuid NOT NULL,
  hash text NOT NULL,
  name text NOT NULL,
  hint text NOT NULL,
  scopes text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX api_keys_hash ON api_keys (hash);

-- Keys that protect cookies and forms, for every node

CREATE TABLE protection_keys (
  id uuid NOT NULL,
  name text NOT NULL,
  xml text NOT NULL,
  PRIMARY KEY (id)
);

-- Words that people write about a port; its events hold the id, so that the words can be wiped

CREATE TABLE texts (
  id uuid NOT NULL,
  "by" text NOT NULL,
  text text,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX texts_by ON texts ("by");
CREATE INDEX texts_written_at ON texts (written_at);

-- Audit: from where, and how it ended. Rows of before have neither

ALTER TABLE audit_log ADD COLUMN origin text;
ALTER TABLE audit_log ADD COLUMN outcome text;
CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_by_at ON audit_log ("by", at);
CREATE INDEX audit_log_action_at ON audit_log (action, at);
CREATE INDEX audit_log_subject_at ON audit_log (subject, at);
CREATE INDEX audit_log_outcome_at ON audit_log (outcome, at);
CREATE INDEX audit_log_node_at ON audit_log (node, at);

-- Where each chain ends, so that rows cut off its end are missed

CREATE TABLE audit_heads (
  node text NOT NULL,
  sequence bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (node)
);

INSERT INTO audit_heads (node, sequence, hash)
SELECT node, sequence, hash FROM audit_log AS head
WHERE sequence = (SELECT max(sequence) FROM audit_log WHERE node = head.node);

CREATE TRIGGER audit_heads_refuse_update BEFORE UPDATE ON audit_heads FOR EACH ROW WHEN (NEW.node <> OLD.node OR NEW.sequence <= OLD.sequence)
  EXECUTE FUNCTION refuse_change('The head of an audit chain cannot be put back.');

CREATE TRIGGER audit_heads_refuse_delete BEFORE DELETE ON audit_heads FOR EACH ROW
  EXECUTE FUNCTION refuse_change('The head of an audit chain cannot be removed.');

CREATE TRIGGER audit_heads_refuse_truncate BEFORE TRUNCATE ON audit_heads
  EXECUTE FUNCTION refuse_change('The head of an audit chain cannot be removed.');
