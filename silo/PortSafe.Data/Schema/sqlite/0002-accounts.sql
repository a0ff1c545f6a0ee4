-- oldest serving: 2

-- People: invited, revoked, wiped

ALTER TABLE people ADD COLUMN invited_at TEXT;
ALTER TABLE people ADD COLUMN last_signed_in_at TEXT;
ALTER TABLE people ADD COLUMN revoked_at TEXT;
ALTER TABLE people ADD COLUMN wiped_at TEXT;

-- Links that an older program sent signed people in by themselves

DROP TABLE sign_in_links;

CREATE TABLE account_links (
  hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX account_links_person_id ON account_links (person_id);

-- From where people come; address and browser can be wiped

CREATE TABLE origins (
  id TEXT NOT NULL PRIMARY KEY,
  address TEXT,
  browser TEXT,
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX origins_address_browser ON origins (address, browser);
CREATE INDEX origins_seen_at ON origins (seen_at);

CREATE TABLE sessions (
  hash TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  origin_id TEXT NOT NULL,
  method TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  ended_at TEXT,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE,
  FOREIGN KEY (origin_id) REFERENCES origins (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_person_id ON sessions (person_id);
CREATE INDEX sessions_origin_id ON sessions (origin_id);
CREATE UNIQUE INDEX sessions_id ON sessions (id);

CREATE TABLE used_codes (
  person_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  used_at TEXT NOT NULL,
  PRIMARY KEY (person_id, hash),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Programs

CREATE TABLE api_keys (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  hint TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  last_used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX api_keys_hash ON api_keys (hash);

-- Keys that protect cookies and forms, for every node

CREATE TABLE protection_keys (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  xml TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Words that people write about a port; its events hold the id, so that the words can be wiped

CREATE TABLE texts (
  id TEXT NOT NULL PRIMARY KEY,
  "by" TEXT NOT NULL,
  text TEXT,
  written_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX texts_by ON texts ("by");
CREATE INDEX texts_written_at ON texts (written_at);

-- Audit: from where, and how it ended. Rows of before have neither

ALTER TABLE audit_log ADD COLUMN origin TEXT;
ALTER TABLE audit_log ADD COLUMN outcome TEXT;
CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_by_at ON audit_log ("by", at);
CREATE INDEX audit_log_action_at ON audit_log (action, at);
CREATE INDEX audit_log_subject_at ON audit_log (subject, at);
CREATE INDEX audit_log_outcome_at ON audit_log (outcome, at);
CREATE INDEX audit_log_node_at ON audit_log (node, at);

-- Where each chain ends, so that rows cut off its end are missed

CREATE TABLE audit_heads (
  node TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO audit_heads (node, sequence, hash)
SELECT node, sequence, hash FROM audit_log AS head
WHERE sequence = (SELECT max(sequence) FROM audit_log WHERE node = head.node);

CREATE TRIGGER audit_heads_refuse_update BEFORE UPDATE ON audit_heads WHEN NEW.node <> OLD.node OR NEW.sequence <= OLD.sequence
BEGIN
  SELECT RAISE(ABORT, 'The head of an audit chain cannot be put back.');
END;

CREATE TRIGGER audit_heads_refuse_delete BEFORE DELETE ON audit_heads
BEGIN
  SELECT RAISE(ABORT, 'The head of an audit chain cannot be removed.');
END;
