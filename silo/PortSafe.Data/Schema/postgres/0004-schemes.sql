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
