-- oldest serving: 3

-- A release is of a quarter, or of a year that is revised; and what happens to it before and after it is frozen

DROP TRIGGER releases_refuse_update ON releases;
DROP TRIGGER releases_refuse_delete ON releases;

ALTER TABLE releases RENAME COLUMN quarter TO id;
ALTER TABLE release_cells RENAME COLUMN quarter TO release;
DROP INDEX release_cells_measure_quarter;
CREATE INDEX release_cells_measure_release ON release_cells (measure, release);

ALTER TABLE releases ADD COLUMN register text;
ALTER TABLE releases ADD COLUMN withheld integer NOT NULL DEFAULT 0;
ALTER TABLE releases ADD COLUMN audited_at timestamptz;
ALTER TABLE releases ADD COLUMN audited_cells bigint;
ALTER TABLE releases ADD COLUMN approved_at timestamptz;
ALTER TABLE releases ADD COLUMN frozen_by text;
ALTER TABLE releases ADD COLUMN signature text;
ALTER TABLE releases ADD COLUMN signing_key text;
ALTER TABLE releases ADD COLUMN abandoned_at timestamptz;
ALTER TABLE releases ADD COLUMN abandoned_by text;
ALTER TABLE releases ADD COLUMN abandoned_note text;
ALTER TABLE releases ADD COLUMN withdrawal_asked_at timestamptz;
ALTER TABLE releases ADD COLUMN withdrawal_asked_by text;
ALTER TABLE releases ADD COLUMN withdrawal_reason text;
ALTER TABLE releases ADD COLUMN withdrawal_note text;
ALTER TABLE releases ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE releases ADD COLUMN withdrawn_by text;

-- What the auditor found, the last time that it attacked the release; for JMSC alone

CREATE TABLE release_audits (
  release text NOT NULL,
  hash text NOT NULL,
  ledger_version bigint NOT NULL,
  vintages text NOT NULL,
  passed boolean NOT NULL,
  audited_at timestamptz NOT NULL,
  audited_by text NOT NULL,
  result json NOT NULL,
  witnesses bytea NOT NULL,
  PRIMARY KEY (release),
  FOREIGN KEY (release) REFERENCES releases (id) ON DELETE RESTRICT
);

-- Frozen takes two people, and so does withdrawn; nothing else of a frozen release ever changes

CREATE OR REPLACE FUNCTION refuse_frozen_cells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM releases WHERE id IN (OLD.release, NEW.release) AND state IN ('frozen', 'withdrawn')) THEN
    RAISE EXCEPTION 'A frozen release cannot be changed.';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER releases_need_two_people BEFORE UPDATE ON releases FOR EACH ROW WHEN (NEW.state = 'frozen' AND OLD.state <> 'frozen' AND NOT (
  coalesce(NEW.submitted_by, '') LIKE 'person:%' AND coalesce(NEW.approved_by, '') LIKE 'person:%' AND NEW.submitted_by <> NEW.approved_by
))
  EXECUTE FUNCTION refuse_change('A release cannot be frozen without two people.');

CREATE TRIGGER releases_refuse_frozen BEFORE INSERT ON releases FOR EACH ROW WHEN (NEW.state IN ('frozen', 'withdrawn'))
  EXECUTE FUNCTION refuse_change('A release cannot be frozen without two people.');

CREATE TRIGGER releases_refuse_update BEFORE UPDATE ON releases FOR EACH ROW WHEN (OLD.state IN ('frozen', 'withdrawn') AND NOT (
  OLD.state = 'frozen'
  AND (NEW.id, NEW.plan, NEW.hash, NEW.ledger_version, NEW.register, NEW.withheld, NEW.compiled_at, NEW.compiled_by, NEW.audited_at,
       NEW.audited_cells, NEW.submitted_at, NEW.submitted_by, NEW.approved_at, NEW.approved_by, NEW.frozen_at, NEW.frozen_by,
       NEW.signature, NEW.signing_key, NEW.abandoned_at, NEW.abandoned_by, NEW.abandoned_note) IS NOT DISTINCT FROM
      (OLD.id, OLD.plan, OLD.hash, OLD.ledger_version, OLD.register, OLD.withheld, OLD.compiled_at, OLD.compiled_by, OLD.audited_at,
       OLD.audited_cells, OLD.submitted_at, OLD.submitted_by, OLD.approved_at, OLD.approved_by, OLD.frozen_at, OLD.frozen_by,
       OLD.signature, OLD.signing_key, OLD.abandoned_at, OLD.abandoned_by, OLD.abandoned_note)
  AND (
    (NEW.state = 'frozen' AND NEW.withdrawn_at IS NULL AND NEW.withdrawn_by IS NULL)
    OR (
      NEW.state = 'withdrawn' AND NEW.withdrawn_at IS NOT NULL AND coalesce(NEW.withdrawn_by, '') LIKE 'person:%'
      AND NEW.withdrawn_by <> coalesce(OLD.withdrawal_asked_by, NEW.withdrawn_by)
      AND (NEW.withdrawal_asked_at, NEW.withdrawal_asked_by, NEW.withdrawal_reason, NEW.withdrawal_note) IS NOT DISTINCT FROM
          (OLD.withdrawal_asked_at, OLD.withdrawal_asked_by, OLD.withdrawal_reason, OLD.withdrawal_note)
    )
  )
))
  EXECUTE FUNCTION refuse_change('A frozen release cannot be changed.');

CREATE TRIGGER releases_refuse_delete BEFORE DELETE ON releases FOR EACH ROW WHEN (OLD.state IN ('frozen', 'withdrawn'))
  EXECUTE FUNCTION refuse_change('A frozen release cannot be removed.');

CREATE TRIGGER release_audits_refuse_change BEFORE INSERT OR UPDATE OR DELETE ON release_audits FOR EACH ROW
  EXECUTE FUNCTION refuse_frozen_cells();

CREATE TRIGGER release_audits_refuse_truncate BEFORE TRUNCATE ON release_audits
  EXECUTE FUNCTION refuse_change('What the auditor found cannot be removed.');
