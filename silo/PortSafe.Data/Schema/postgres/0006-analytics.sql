-- oldest serving: 5

-- Saved views, views frozen to be cited, and notes on the timeline

CREATE TABLE saved_views (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL,
  name text NOT NULL,
  title text,
  query text NOT NULL,
  position integer NOT NULL,
  mailed_since timestamptz,
  saved_at timestamptz NOT NULL,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX saved_views_person_id ON saved_views (person_id);

CREATE TABLE frozen_views (
  id text NOT NULL PRIMARY KEY,
  query text NOT NULL,
  chart text NOT NULL,
  hash text NOT NULL,
  release_hash text NOT NULL,
  releases text NOT NULL,
  frozen_at timestamptz NOT NULL
);

CREATE TRIGGER frozen_views_refuse_update BEFORE UPDATE ON frozen_views FOR EACH ROW
  EXECUTE FUNCTION refuse_change('A frozen view cannot be changed.');

CREATE TRIGGER frozen_views_refuse_delete BEFORE DELETE ON frozen_views FOR EACH ROW
  EXECUTE FUNCTION refuse_change('A frozen view cannot be removed.');

CREATE TRIGGER frozen_views_refuse_truncate BEFORE TRUNCATE ON frozen_views
  EXECUTE FUNCTION refuse_change('A frozen view cannot be removed.');

CREATE TABLE timeline_notes (
  id uuid NOT NULL PRIMARY KEY,
  "on" date NOT NULL,
  text text NOT NULL,
  "by" text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX timeline_notes_on ON timeline_notes ("on");
