-- Closes a moment of the district: every change from now on lies behind it, whatever the server's clock does meanwhile.
-- One row: the moment. Parameter: %(district)s. The caller holds the exclusive lock of the district's writers.
INSERT INTO governance_dataversion (district_id, version, sealed_at) VALUES (%(district)s, 0, clock_timestamp())
ON CONFLICT (district_id) DO UPDATE
SET sealed_at = GREATEST(clock_timestamp(), governance_dataversion.sealed_at + interval '1 microsecond')
RETURNING sealed_at
