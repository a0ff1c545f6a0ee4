-- oldest serving: 4

-- Facilities in a manager's care, and every port that somebody has ever managed

CREATE TABLE person_facilities (
  person_id uuid NOT NULL,
  locode text NOT NULL,
  facility text NOT NULL,
  PRIMARY KEY (person_id, locode, facility),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE person_ports_held (
  person_id uuid NOT NULL,
  locode text NOT NULL,
  PRIMARY KEY (person_id, locode),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

INSERT INTO person_ports_held (person_id, locode) SELECT person_id, locode FROM person_ports;

CREATE FUNCTION remember_person_port() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO person_ports_held (person_id, locode) VALUES (NEW.person_id, NEW.locode) ON CONFLICT DO NOTHING;
  RETURN NULL;
END;
$$;

CREATE TRIGGER person_ports_are_remembered AFTER INSERT ON person_ports FOR EACH ROW EXECUTE FUNCTION remember_person_port();

-- Who leads a port's scheme, and who deputises

CREATE TABLE scheme_contacts (
  locode text NOT NULL,
  part text NOT NULL,
  person_id uuid NOT NULL,
  since timestamptz NOT NULL,
  "by" text NOT NULL,
  PRIMARY KEY (locode, part),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX scheme_contacts_person_id ON scheme_contacts (person_id);
CREATE UNIQUE INDEX scheme_contacts_locode_person_id ON scheme_contacts (locode, person_id);
CREATE INDEX outbox_created_at ON outbox (created_at);

-- What JMSC's table of ports shows, sorts and filters by; every row is due to be folded again

ALTER TABLE port_status ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE port_status ADD COLUMN score integer;
ALTER TABLE port_status ADD COLUMN band text;
ALTER TABLE port_status ADD COLUMN review_due_on date;
ALTER TABLE port_status ADD COLUMN newsletter boolean;
ALTER TABLE port_status ADD COLUMN facilities json;
CREATE INDEX port_status_name_key ON port_status (name_key);

UPDATE port_status SET changes_on = added_on;

-- A port's own quarters

CREATE INDEX port_quarter_locode ON port_quarter (locode);

-- Applications for an account at a port, and what was said about them; whatever names anybody can be wiped

CREATE TABLE applications (
  id uuid NOT NULL,
  reference text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  revision integer NOT NULL,
  locode text,
  unlisted_port text,
  role text,
  company_number text,
  name text,
  email text,
  email_key text,
  telephone text,
  evidence text,
  waiting_key text,
  began_scheme boolean NOT NULL,
  asked_by text,
  ends_access boolean NOT NULL,
  session_hash text,
  session_ends_at timestamptz,
  is_proved boolean NOT NULL,
  link_hash text,
  link_ends_at timestamptz,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  person_id uuid,
  settled_at timestamptz,
  wiped_at timestamptz,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX applications_reference ON applications (reference);
CREATE UNIQUE INDEX applications_waiting_key ON applications (waiting_key);
CREATE UNIQUE INDEX applications_session_hash ON applications (session_hash);
CREATE UNIQUE INDEX applications_link_hash ON applications (link_hash);
CREATE INDEX applications_state_submitted_at ON applications (state, submitted_at);
CREATE INDEX applications_locode ON applications (locode);
CREATE INDEX applications_email_key ON applications (email_key);
CREATE INDEX applications_person_id ON applications (person_id);

CREATE TABLE application_messages (
  application_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  "by" text NOT NULL,
  at timestamptz NOT NULL,
  text text,
  PRIMARY KEY (application_id, number),
  FOREIGN KEY (application_id) REFERENCES applications (id) ON DELETE CASCADE
);
