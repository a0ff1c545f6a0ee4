-- oldest serving: 1

-- Schema and ledgers

CREATE TABLE schema_versions (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  oldest_serving INTEGER NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE ledger_versions (
  ledger TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Ports: event streams and what is read from them

CREATE TABLE port_events (
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (stream, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE port_status (
  locode TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  size TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  added_on TEXT NOT NULL,
  closed_on TEXT,
  scheme_from TEXT,
  stage TEXT,
  changes_on TEXT,
  last_action_on TEXT,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX port_status_changes_on ON port_status (changes_on);
CREATE INDEX port_status_region ON port_status (region);

CREATE TABLE port_quarter (
  locode TEXT NOT NULL,
  quarter TEXT NOT NULL,
  region TEXT NOT NULL,
  size TEXT NOT NULL,
  stage TEXT,
  score REAL,
  headcount INTEGER,
  briefed INTEGER NOT NULL,
  survey_responses INTEGER NOT NULL,
  know_line INTEGER NOT NULL,
  believe_anonymous INTEGER NOT NULL,
  confident_to_report INTEGER NOT NULL,
  act_completions INTEGER NOT NULL,
  PRIMARY KEY (quarter, locode)
) STRICT, WITHOUT ROWID;

-- Imports, and the ledger of report statements

CREATE TABLE imports (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  source TEXT,
  content_hash TEXT NOT NULL,
  rows INTEGER NOT NULL,
  total INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  "by" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX imports_content_hash ON imports (content_hash);

CREATE TABLE report_sources (
  name TEXT NOT NULL PRIMARY KEY,
  added_at TEXT NOT NULL,
  "by" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
  id INTEGER NOT NULL PRIMARY KEY,
  source TEXT NOT NULL,
  month TEXT NOT NULL,
  revision INTEGER NOT NULL,
  import_id TEXT NOT NULL,
  FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE RESTRICT,
  FOREIGN KEY (source) REFERENCES report_sources (name) ON DELETE RESTRICT
) STRICT;
CREATE INDEX statements_import_id ON statements (import_id);
CREATE INDEX statements_month ON statements (month);
CREATE UNIQUE INDEX statements_source_month_revision ON statements (source, month, revision);

CREATE TABLE report_counts (
  statement INTEGER NOT NULL,
  port TEXT NOT NULL,
  counts TEXT NOT NULL,
  PRIMARY KEY (statement, port)
) STRICT, WITHOUT ROWID;

-- In place of a foreign key, as on PostgreSQL. Statements are never removed.
CREATE TRIGGER report_counts_need_statement BEFORE INSERT ON report_counts WHEN NOT EXISTS (SELECT 1 FROM statements WHERE id = NEW.statement)
BEGIN
  SELECT RAISE(ABORT, 'Counts cannot be added without their statement.');
END;

-- Releases

CREATE TABLE releases (
  quarter TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  plan INTEGER NOT NULL,
  hash TEXT NOT NULL,
  ledger_version INTEGER NOT NULL,
  compiled_at TEXT NOT NULL,
  compiled_by TEXT NOT NULL,
  submitted_at TEXT,
  submitted_by TEXT,
  approved_by TEXT,
  frozen_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE release_cells (
  quarter TEXT NOT NULL,
  number INTEGER NOT NULL,
  measure TEXT NOT NULL,
  audience TEXT NOT NULL,
  region TEXT,
  "group" TEXT,
  locode TEXT,
  size TEXT,
  stage TEXT,
  period TEXT NOT NULL,
  display TEXT NOT NULL,
  lower INTEGER,
  upper INTEGER,
  value REAL,
  numerator INTEGER,
  denominator INTEGER,
  PRIMARY KEY (quarter, number),
  FOREIGN KEY (quarter) REFERENCES releases (quarter) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE INDEX release_cells_locode ON release_cells (locode);
CREATE INDEX release_cells_measure_quarter ON release_cells (measure, quarter);

-- Newsletters: issues, subscribers and the send ledger

CREATE TABLE issues (
  id TEXT NOT NULL PRIMARY KEY,
  quarter TEXT,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  approved_revision INTEGER,
  approved_by TEXT,
  approved_at TEXT,
  sent_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX issues_quarter ON issues (quarter);

CREATE TABLE issue_revisions (
  issue_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  PRIMARY KEY (issue_id, number),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE subscribers (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  basis TEXT NOT NULL,
  source TEXT NOT NULL,
  token TEXT NOT NULL,
  subscribed_at TEXT NOT NULL,
  unsubscribed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subscribers_email ON subscribers (email);
CREATE UNIQUE INDEX subscribers_token ON subscribers (token);

CREATE TABLE deliveries (
  issue_id TEXT NOT NULL,
  subscriber_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  leased_until TEXT,
  next_attempt_at TEXT,
  changed_at TEXT NOT NULL,
  reply TEXT,
  PRIMARY KEY (issue_id, subscriber_id),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT,
  FOREIGN KEY (subscriber_id) REFERENCES subscribers (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_issue_id_state ON deliveries (issue_id, state);
CREATE INDEX deliveries_subscriber_id ON deliveries (subscriber_id);

-- Transactional mail

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  next_attempt_at TEXT NOT NULL,
  sent_at TEXT,
  reply TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX outbox_key ON outbox (key);
CREATE INDEX outbox_state_next_attempt_at ON outbox (state, next_attempt_at);

-- Accounts

CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  is_sample INTEGER NOT NULL,
  user_name TEXT,
  normalized_user_name TEXT,
  email TEXT,
  normalized_email TEXT,
  email_confirmed INTEGER NOT NULL,
  password_hash TEXT,
  security_stamp TEXT,
  concurrency_stamp TEXT,
  phone_number TEXT,
  phone_number_confirmed INTEGER NOT NULL,
  two_factor_enabled INTEGER NOT NULL,
  lockout_end TEXT,
  lockout_enabled INTEGER NOT NULL,
  access_failed_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_normalized_email ON people (normalized_email);
CREATE UNIQUE INDEX people_normalized_user_name ON people (normalized_user_name);

CREATE TABLE person_claims (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  user_id TEXT NOT NULL,
  claim_type TEXT,
  claim_value TEXT,
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX person_claims_user_id ON person_claims (user_id);

CREATE TABLE person_logins (
  login_provider TEXT NOT NULL,
  provider_key TEXT NOT NULL,
  provider_display_name TEXT,
  user_id TEXT NOT NULL,
  PRIMARY KEY (login_provider, provider_key),
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX person_logins_user_id ON person_logins (user_id);

CREATE TABLE person_tokens (
  user_id TEXT NOT NULL,
  login_provider TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT,
  PRIMARY KEY (user_id, login_provider, name),
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE person_passkeys (
  credential_id BLOB NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  data TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX person_passkeys_user_id ON person_passkeys (user_id);

CREATE TABLE person_ports (
  person_id TEXT NOT NULL,
  locode TEXT NOT NULL,
  PRIMARY KEY (person_id, locode),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_links (
  hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_links_person_id ON sign_in_links (person_id);

-- Audit

CREATE TABLE audit_log (
  node TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (node, sequence)
) STRICT, WITHOUT ROWID;

-- What was recorded or frozen stays as it is

CREATE TRIGGER port_events_refuse_update BEFORE UPDATE ON port_events
BEGIN
  SELECT RAISE(ABORT, 'Recorded events cannot be changed.');
END;

CREATE TRIGGER port_events_refuse_delete BEFORE DELETE ON port_events
BEGIN
  SELECT RAISE(ABORT, 'Recorded events cannot be removed.');
END;

CREATE TRIGGER statements_refuse_update BEFORE UPDATE ON statements
BEGIN
  SELECT RAISE(ABORT, 'Statements cannot be changed.');
END;

CREATE TRIGGER statements_refuse_delete BEFORE DELETE ON statements
BEGIN
  SELECT RAISE(ABORT, 'Statements cannot be removed.');
END;

CREATE TRIGGER report_counts_refuse_update BEFORE UPDATE ON report_counts
BEGIN
  SELECT RAISE(ABORT, 'Statements cannot be changed.');
END;

CREATE TRIGGER report_counts_refuse_delete BEFORE DELETE ON report_counts
BEGIN
  SELECT RAISE(ABORT, 'Statements cannot be removed.');
END;

CREATE TRIGGER audit_log_refuse_update BEFORE UPDATE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'The audit log cannot be changed.');
END;

CREATE TRIGGER audit_log_refuse_delete BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'The audit log cannot be changed.');
END;

CREATE TRIGGER releases_refuse_update BEFORE UPDATE ON releases WHEN OLD.state = 'frozen'
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER releases_refuse_delete BEFORE DELETE ON releases WHEN OLD.state = 'frozen'
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be removed.');
END;

CREATE TRIGGER release_cells_refuse_insert BEFORE INSERT ON release_cells WHEN EXISTS (SELECT 1 FROM releases WHERE quarter = NEW.quarter AND state = 'frozen')
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_cells_refuse_update BEFORE UPDATE ON release_cells WHEN EXISTS (SELECT 1 FROM releases WHERE quarter IN (OLD.quarter, NEW.quarter) AND state = 'frozen')
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_cells_refuse_delete BEFORE DELETE ON release_cells WHEN EXISTS (SELECT 1 FROM releases WHERE quarter = OLD.quarter AND state = 'frozen')
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;
