-- oldest serving: 5

-- Saved views, views frozen to be cited, and notes on the timeline

CREATE TABLE saved_views (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT,
  query TEXT NOT NULL,
  position INTEGER NOT NULL,
  mailed_since TEXT,
  saved_at TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_views_person_id ON saved_views (person_id);

CREATE TABLE frozen_views (
  id TEXT NOT NULL PRIMARY KEY,
  query TEXT NOT NULL,
  chart TEXT NOT NULL,
  hash TEXT NOT NULL,
  release_hash TEXT NOT NULL,
  releases TEXT NOT NULL,
  frozen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER frozen_views_refuse_update BEFORE UPDATE ON frozen_views
BEGIN
  SELECT RAISE(ABORT, 'A frozen view cannot be changed.');
END;

CREATE TRIGGER frozen_views_refuse_delete BEFORE DELETE ON frozen_views
BEGIN
  SELECT RAISE(ABORT, 'A frozen view cannot be removed.');
END;

CREATE TABLE timeline_notes (
  id TEXT NOT NULL PRIMARY KEY,
  "on" TEXT NOT NULL,
  text TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX timeline_notes_on ON timeline_notes ("on");
