-- oldest serving: 1

-- Schema and ledgers

CREATE TABLE schema_versions (
  number integer NOT NULL,
  name text NOT NULL,
  oldest_serving integer NOT NULL,
  applied_at timestamptz NOT NULL,
  PRIMARY KEY (number)
);

CREATE TABLE ledger_versions (
  ledger text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (ledger)
);

-- Ports: event streams and what is read from them

CREATE TABLE port_events (
  stream text NOT NULL,
  sequence integer NOT NULL,
  type text NOT NULL,
  version integer NOT NULL,
  at date NOT NULL,
  recorded_at timestamptz NOT NULL,
  "by" text NOT NULL,
  data json NOT NULL,
  PRIMARY KEY (stream, sequence)
);

CREATE TABLE port_status (
  locode text NOT NULL,
  name text NOT NULL,
  region text NOT NULL,
  size text NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  added_on date NOT NULL,
  closed_on date,
  scheme_from date,
  stage text,
  changes_on date,
  last_action_on date,
  sequence integer NOT NULL,
  PRIMARY KEY (locode)
);
CREATE INDEX port_status_changes_on ON port_status (changes_on);
CREATE INDEX port_status_region ON port_status (region);

CREATE TABLE port_quarter (
  locode text NOT NULL,
  quarter text NOT NULL,
  region text NOT NULL,
  size text NOT NULL,
  stage text,
  score double precision,
  headcount integer,
  briefed integer NOT NULL,
  survey_responses integer NOT NULL,
  know_line integer NOT NULL,
  believe_anonymous integer NOT NULL,
  confident_to_report integer NOT NULL,
  act_completions integer NOT NULL,
  PRIMARY KEY (quarter, locode)
);

-- Imports, and the ledger of report statements

CREATE TABLE imports (
  id uuid NOT NULL,
  kind text NOT NULL,
  source text,
  content_hash text NOT NULL,
  rows integer NOT NULL,
  total bigint NOT NULL,
  imported_at timestamptz NOT NULL,
  "by" text NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX imports_content_hash ON imports (content_hash);

CREATE TABLE report_sources (
  name text NOT NULL,
  added_at timestamptz NOT NULL,
  "by" text NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE statements (
  id bigint NOT NULL,
  source text NOT NULL,
  month text NOT NULL,
  revision integer NOT NULL,
  import_id uuid NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE RESTRICT,
  FOREIGN KEY (source) REFERENCES report_sources (name) ON DELETE RESTRICT
);
CREATE INDEX statements_import_id ON statements (import_id);
CREATE INDEX statements_month ON statements (month);
CREATE UNIQUE INDEX statements_source_month_revision ON statements (source, month, revision);

CREATE TABLE report_counts (
  statement bigint NOT NULL,
  port text NOT NULL,
  counts json NOT NULL,
  PRIMARY KEY (statement, port)
);

-- In place of a foreign key, which looks up the statement for each of a hundred thousand rows and so doubles the time of an import.
-- Statements are never removed.
CREATE FUNCTION refuse_counts_without_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT statement FROM added EXCEPT SELECT id FROM statements) THEN
    RAISE EXCEPTION 'Counts cannot be added without their statement.';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER report_counts_need_statement AFTER INSERT ON report_counts REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_counts_without_statement();

-- Releases

CREATE TABLE releases (
  quarter text NOT NULL,
  state text NOT NULL,
  plan integer NOT NULL,
  hash text NOT NULL,
  ledger_version bigint NOT NULL,
  compiled_at timestamptz NOT NULL,
  compiled_by text NOT NULL,
  submitted_at timestamptz,
  submitted_by text,
  approved_by text,
  frozen_at timestamptz,
  PRIMARY KEY (quarter)
);

CREATE TABLE release_cells (
  quarter text NOT NULL,
  number integer NOT NULL,
  measure text NOT NULL,
  audience text NOT NULL,
  region text,
  "group" text,
  locode text,
  size text,
  stage text,
  period text NOT NULL,
  display text NOT NULL,
  lower integer,
  upper integer,
  value double precision,
  numerator bigint,
  denominator bigint,
  PRIMARY KEY (quarter, number),
  FOREIGN KEY (quarter) REFERENCES releases (quarter) ON DELETE RESTRICT
);
CREATE INDEX release_cells_locode ON release_cells (locode);
CREATE INDEX release_cells_measure_quarter ON release_cells (measure, quarter);

-- Newsletters: issues, subscribers and the send ledger

CREATE TABLE issues (
  id uuid NOT NULL,
  quarter text,
  state text NOT NULL,
  created_at timestamptz NOT NULL,
  approved_revision integer,
  approved_by text,
  approved_at timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX issues_quarter ON issues (quarter);

CREATE TABLE issue_revisions (
  issue_id uuid NOT NULL,
  number integer NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (issue_id, number),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT
);

CREATE TABLE subscribers (
  id uuid NOT NULL,
  email text NOT NULL,
  basis text NOT NULL,
  source text NOT NULL,
  token text NOT NULL,
  subscribed_at timestamptz NOT NULL,
  unsubscribed_at timestamptz,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX subscribers_email ON subscribers (email);
CREATE UNIQUE INDEX subscribers_token ON subscribers (token);

CREATE TABLE deliveries (
  issue_id uuid NOT NULL,
  subscriber_id uuid NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  fence integer NOT NULL,
  leased_until timestamptz,
  next_attempt_at timestamptz,
  changed_at timestamptz NOT NULL,
  reply text,
  PRIMARY KEY (issue_id, subscriber_id),
  FOREIGN KEY (issue_id) REFERENCES issues (id) ON DELETE RESTRICT,
  FOREIGN KEY (subscriber_id) REFERENCES subscribers (id) ON DELETE RESTRICT
);
CREATE INDEX deliveries_issue_id_state ON deliveries (issue_id, state);
CREATE INDEX deliveries_subscriber_id ON deliveries (subscriber_id);

-- Transactional mail

CREATE TABLE outbox (
  id uuid NOT NULL,
  key text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  created_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  sent_at timestamptz,
  reply text,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX outbox_key ON outbox (key);
CREATE INDEX outbox_state_next_attempt_at ON outbox (state, next_attempt_at);

-- Accounts

CREATE TABLE people (
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  is_sample boolean NOT NULL,
  user_name character varying(256),
  normalized_user_name character varying(256),
  email character varying(256),
  normalized_email character varying(256),
  email_confirmed boolean NOT NULL,
  password_hash text,
  security_stamp text,
  concurrency_stamp text,
  phone_number text,
  phone_number_confirmed boolean NOT NULL,
  two_factor_enabled boolean NOT NULL,
  lockout_end timestamptz,
  lockout_enabled boolean NOT NULL,
  access_failed_count integer NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX people_normalized_email ON people (normalized_email);
CREATE UNIQUE INDEX people_normalized_user_name ON people (normalized_user_name);

CREATE TABLE person_claims (
  id integer GENERATED BY DEFAULT AS IDENTITY,
  user_id uuid NOT NULL,
  claim_type text,
  claim_value text,
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX person_claims_user_id ON person_claims (user_id);

CREATE TABLE person_logins (
  login_provider text NOT NULL,
  provider_key text NOT NULL,
  provider_display_name text,
  user_id uuid NOT NULL,
  PRIMARY KEY (login_provider, provider_key),
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX person_logins_user_id ON person_logins (user_id);

CREATE TABLE person_tokens (
  user_id uuid NOT NULL,
  login_provider text NOT NULL,
  name text NOT NULL,
  value text,
  PRIMARY KEY (user_id, login_provider, name),
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE person_passkeys (
  credential_id bytea NOT NULL,
  user_id uuid NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (credential_id),
  FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX person_passkeys_user_id ON person_passkeys (user_id);

CREATE TABLE person_ports (
  person_id uuid NOT NULL,
  locode text NOT NULL,
  PRIMARY KEY (person_id, locode),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE sign_in_links (
  hash text NOT NULL,
  person_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (hash),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX sign_in_links_person_id ON sign_in_links (person_id);

-- Audit

CREATE TABLE audit_log (
  node text NOT NULL,
  sequence bigint NOT NULL,
  at timestamptz NOT NULL,
  "by" text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (node, sequence)
);

-- What was recorded or frozen stays as it is

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE FUNCTION refuse_frozen_cells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM releases WHERE quarter IN (OLD.quarter, NEW.quarter) AND state = 'frozen') THEN
    RAISE EXCEPTION 'A frozen release cannot be changed.';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER port_events_refuse_update BEFORE UPDATE ON port_events FOR EACH ROW
  EXECUTE FUNCTION refuse_change('Recorded events cannot be changed.');

CREATE TRIGGER port_events_refuse_delete BEFORE DELETE ON port_events FOR EACH ROW
  EXECUTE FUNCTION refuse_change('Recorded events cannot be removed.');

CREATE TRIGGER statements_refuse_update BEFORE UPDATE ON statements FOR EACH ROW
  EXECUTE FUNCTION refuse_change('Statements cannot be changed.');

CREATE TRIGGER statements_refuse_delete BEFORE DELETE ON statements FOR EACH ROW
  EXECUTE FUNCTION refuse_change('Statements cannot be removed.');

CREATE TRIGGER report_counts_refuse_update BEFORE UPDATE ON report_counts FOR EACH ROW
  EXECUTE FUNCTION refuse_change('Statements cannot be changed.');

CREATE TRIGGER report_counts_refuse_delete BEFORE DELETE ON report_counts FOR EACH ROW
  EXECUTE FUNCTION refuse_change('Statements cannot be removed.');

CREATE TRIGGER audit_log_refuse_update BEFORE UPDATE ON audit_log FOR EACH ROW
  EXECUTE FUNCTION refuse_change('The audit log cannot be changed.');

CREATE TRIGGER audit_log_refuse_delete BEFORE DELETE ON audit_log FOR EACH ROW
  EXECUTE FUNCTION refuse_change('The audit log cannot be changed.');

CREATE TRIGGER releases_refuse_update BEFORE UPDATE ON releases FOR EACH ROW WHEN (OLD.state = 'frozen')
  EXECUTE FUNCTION refuse_change('A frozen release cannot be changed.');

CREATE TRIGGER releases_refuse_delete BEFORE DELETE ON releases FOR EACH ROW WHEN (OLD.state = 'frozen')
  EXECUTE FUNCTION refuse_change('A frozen release cannot be removed.');

CREATE TRIGGER release_cells_refuse_change BEFORE INSERT OR UPDATE OR DELETE ON release_cells FOR EACH ROW
  EXECUTE FUNCTION refuse_frozen_cells();

CREATE TRIGGER port_events_refuse_truncate BEFORE TRUNCATE ON port_events
  EXECUTE FUNCTION refuse_change('Recorded events cannot be removed.');

CREATE TRIGGER statements_refuse_truncate BEFORE TRUNCATE ON statements
  EXECUTE FUNCTION refuse_change('Statements cannot be removed.');

CREATE TRIGGER report_counts_refuse_truncate BEFORE TRUNCATE ON report_counts
  EXECUTE FUNCTION refuse_change('Statements cannot be removed.');

CREATE TRIGGER audit_log_refuse_truncate BEFORE TRUNCATE ON audit_log
  EXECUTE FUNCTION refuse_change('The audit log cannot be changed.');

CREATE TRIGGER releases_refuse_truncate BEFORE TRUNCATE ON releases
  EXECUTE FUNCTION refuse_change('Releases cannot be removed all at once.');

CREATE TRIGGER release_cells_refuse_truncate BEFORE TRUNCATE ON release_cells
  EXECUTE FUNCTION refuse_change('Releases cannot be removed all at once.');
