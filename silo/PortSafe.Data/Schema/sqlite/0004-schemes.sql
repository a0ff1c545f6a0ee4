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
