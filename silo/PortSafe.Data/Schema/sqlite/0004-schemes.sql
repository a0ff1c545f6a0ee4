-- oldest serving: 4

-- Facilities in a manager's care, and every port that somebody has ever managed

CREATE TABLE person_facilities (
  person_id TEXT NOT NULL,
  locode TEXT NOT NULL,
  facility TEXT NOT NULL,
  PRIMARY KEY (person_id, locode, facility),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE person_ports_held (
  person_id TEXT NOT NULL,
  locode TEXT NOT NULL,
  PRIMARY KEY (person_id, locode),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO person_ports_held (person_id, locode) SELECT person_id, locode FROM person_ports;

CREATE TRIGGER person_ports_are_remembered AFTER INSERT ON person_ports
BEGIN
  INSERT OR IGNORE INTO person_ports_held (person_id, locode) VALUES (NEW.person_id, NEW.locode);
END;

-- Who leads a port's scheme, and who deputises

CREATE TABLE scheme_contacts (
  locode TEXT NOT NULL,
  part TEXT NOT NULL,
  person_id TEXT NOT NULL,
  since TEXT NOT NULL,
  "by" TEXT NOT NULL,
  PRIMARY KEY (locode, part),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX scheme_contacts_person_id ON scheme_contacts (person_id);
CREATE UNIQUE INDEX scheme_contacts_locode_person_id ON scheme_contacts (locode, person_id);
CREATE INDEX outbox_created_at ON outbox (created_at);

-- What JMSC's table of ports shows, sorts and filters by; every row is due to be folded again

ALTER TABLE port_status ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE port_status ADD COLUMN score INTEGER;
ALTER TABLE port_status ADD COLUMN band TEXT;
ALTER TABLE port_status ADD COLUMN review_due_on TEXT;
ALTER TABLE port_status ADD COLUMN newsletter INTEGER;
ALTER TABLE port_status ADD COLUMN facilities TEXT;
CREATE INDEX port_status_name_key ON port_status (name_key);

UPDATE port_status SET changes_on = added_on;

-- A port's own quarters

CREATE INDEX port_quarter_locode ON port_quarter (locode);

-- Applications for an account at a port, and what was said about them; whatever names anybody can be wiped

CREATE TABLE applications (
  id TEXT NOT NULL PRIMARY KEY,
  reference TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL,
  locode TEXT,
  unlisted_port TEXT,
  role TEXT,
  company_number TEXT,
  name TEXT,
  email TEXT,
  email_key TEXT,
  telephone TEXT,
  evidence TEXT,
  waiting_key TEXT,
  began_scheme INTEGER NOT NULL,
  asked_by TEXT,
  ends_access INTEGER NOT NULL,
  session_hash TEXT,
  session_ends_at TEXT,
  is_proved INTEGER NOT NULL,
  link_hash TEXT,
  link_ends_at TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  submitted_at TEXT,
  decided_at TEXT,
  decided_by TEXT,
  person_id TEXT,
  settled_at TEXT,
  wiped_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX applications_reference ON applications (reference);
CREATE UNIQUE INDEX applications_waiting_key ON applications (waiting_key);
CREATE UNIQUE INDEX applications_session_hash ON applications (session_hash);
CREATE UNIQUE INDEX applications_link_hash ON applications (link_hash);
CREATE INDEX applications_state_submitted_at ON applications (state, submitted_at);
CREATE INDEX applications_locode ON applications (locode);
CREATE INDEX applications_email_key ON applications (email_key);
CREATE INDEX applications_person_id ON applications (person_id);

CREATE TABLE application_messages (
  application_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (application_id, number),
  FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
