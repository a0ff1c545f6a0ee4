-- oldest serving: 3

-- A release is of a quarter, or of a year that is revised; and what happens to it before and after it is frozen

DROP TRIGGER releases_refuse_update;
DROP TRIGGER releases_refuse_delete;
DROP TRIGGER release_cells_refuse_insert;
DROP TRIGGER release_cells_refuse_update;
DROP TRIGGER release_cells_refuse_delete;

ALTER TABLE releases RENAME COLUMN quarter TO id;
ALTER TABLE release_cells RENAME COLUMN quarter TO release;
DROP INDEX release_cells_measure_quarter;
CREATE INDEX release_cells_measure_release ON release_cells (measure, release);

ALTER TABLE releases ADD COLUMN register TEXT;
ALTER TABLE releases ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;
ALTER TABLE releases ADD COLUMN audited_at TEXT;
ALTER TABLE releases ADD COLUMN audited_cells INTEGER;
ALTER TABLE releases ADD COLUMN approved_at TEXT;
ALTER TABLE releases ADD COLUMN frozen_by TEXT;
ALTER TABLE releases ADD COLUMN signature TEXT;
ALTER TABLE releases ADD COLUMN signing_key TEXT;
ALTER TABLE releases ADD COLUMN abandoned_at TEXT;
ALTER TABLE releases ADD COLUMN abandoned_by TEXT;
ALTER TABLE releases ADD COLUMN abandoned_note TEXT;
ALTER TABLE releases ADD COLUMN withdrawal_asked_at TEXT;
ALTER TABLE releases ADD COLUMN withdrawal_asked_by TEXT;
ALTER TABLE releases ADD COLUMN withdrawal_reason TEXT;
ALTER TABLE releases ADD COLUMN withdrawal_note TEXT;
ALTER TABLE releases ADD COLUMN withdrawn_at TEXT;
ALTER TABLE releases ADD COLUMN withdrawn_by TEXT;

-- What the auditor found, the last time that it attacked the release; for JMSC alone

CREATE TABLE release_audits (
  release TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL,
  ledger_version INTEGER NOT NULL,
  vintages TEXT NOT NULL,
  passed INTEGER NOT NULL,
  audited_at TEXT NOT NULL,
  audited_by TEXT NOT NULL,
  result TEXT NOT NULL,
  witnesses BLOB NOT NULL,
  FOREIGN KEY (release) REFERENCES releases (id) ON DELETE RESTRICT
) STRICT;

-- Frozen takes two people, and so does withdrawn; nothing else of a frozen release ever changes

CREATE TRIGGER releases_need_two_people BEFORE UPDATE ON releases WHEN NEW.state = 'frozen' AND OLD.state <> 'frozen' AND NOT (
  coalesce(NEW.submitted_by, '') LIKE 'person:%' AND coalesce(NEW.approved_by, '') LIKE 'person:%' AND NEW.submitted_by <> NEW.approved_by
)
BEGIN
  SELECT RAISE(ABORT, 'A release cannot be frozen without two people.');
END;

CREATE TRIGGER releases_refuse_frozen BEFORE INSERT ON releases WHEN NEW.state IN ('frozen', 'withdrawn')
BEGIN
  SELECT RAISE(ABORT, 'A release cannot be frozen without two people.');
END;

-- REPLACE removes the row in its way without asking the trigger for deletes

CREATE TRIGGER releases_refuse_replace BEFORE INSERT ON releases
WHEN EXISTS (SELECT 1 FROM releases WHERE id = NEW.id AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER releases_refuse_rename BEFORE UPDATE ON releases WHEN NEW.id <> OLD.id
BEGIN
  SELECT RAISE(ABORT, 'A release cannot be given another name.');
END;

CREATE TRIGGER releases_refuse_update BEFORE UPDATE ON releases WHEN OLD.state IN ('frozen', 'withdrawn') AND NOT (
  OLD.state = 'frozen'
  AND (NEW.id, NEW.plan, NEW.hash, NEW.ledger_version, NEW.register, NEW.withheld, NEW.compiled_at, NEW.compiled_by, NEW.audited_at,
       NEW.audited_cells, NEW.submitted_at, NEW.submitted_by, NEW.approved_at, NEW.approved_by, NEW.frozen_at, NEW.frozen_by,
       NEW.signature, NEW.signing_key, NEW.abandoned_at, NEW.abandoned_by, NEW.abandoned_note) IS
      (OLD.id, OLD.plan, OLD.hash, OLD.ledger_version, OLD.register, OLD.withheld, OLD.compiled_at, OLD.compiled_by, OLD.audited_at,
       OLD.audited_cells, OLD.submitted_at, OLD.submitted_by, OLD.approved_at, OLD.approved_by, OLD.frozen_at, OLD.frozen_by,
       OLD.signature, OLD.signing_key, OLD.abandoned_at, OLD.abandoned_by, OLD.abandoned_note)
  AND (
    (NEW.state = 'frozen' AND NEW.withdrawn_at IS NULL AND NEW.withdrawn_by IS NULL)
    OR (
      NEW.state = 'withdrawn' AND NEW.withdrawn_at IS NOT NULL AND coalesce(NEW.withdrawn_by, '') LIKE 'person:%'
      AND NEW.withdrawn_by <> coalesce(OLD.withdrawal_asked_by, NEW.withdrawn_by)
      AND (NEW.withdrawal_asked_at, NEW.withdrawal_asked_by, NEW.withdrawal_reason, NEW.withdrawal_note) IS
          (OLD.withdrawal_asked_at, OLD.withdrawal_asked_by, OLD.withdrawal_reason, OLD.withdrawal_note)
    )
  )
)
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER releases_refuse_delete BEFORE DELETE ON releases WHEN OLD.state IN ('frozen', 'withdrawn')
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be removed.');
END;

CREATE TRIGGER release_cells_refuse_insert BEFORE INSERT ON release_cells
WHEN EXISTS (SELECT 1 FROM releases WHERE id = NEW.release AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_cells_refuse_update BEFORE UPDATE ON release_cells
WHEN EXISTS (SELECT 1 FROM releases WHERE id IN (OLD.release, NEW.release) AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_cells_refuse_delete BEFORE DELETE ON release_cells
WHEN EXISTS (SELECT 1 FROM releases WHERE id = OLD.release AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_audits_refuse_insert BEFORE INSERT ON release_audits
WHEN EXISTS (SELECT 1 FROM releases WHERE id = NEW.release AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_audits_refuse_update BEFORE UPDATE ON release_audits
WHEN EXISTS (SELECT 1 FROM releases WHERE id IN (OLD.release, NEW.release) AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;

CREATE TRIGGER release_audits_refuse_delete BEFORE DELETE ON release_audits
WHEN EXISTS (SELECT 1 FROM releases WHERE id = OLD.release AND state IN ('frozen', 'withdrawn'))
BEGIN
  SELECT RAISE(ABORT, 'A frozen release cannot be changed.');
END;
