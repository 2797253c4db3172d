-- The districts in sight whose summary is missing, older than their records, or of other definitions.
-- Parameter: %(definitions)s.
SELECT district.id
FROM governance_district district
LEFT JOIN governance_dataversion version ON version.district_id = district.id
LEFT JOIN governance_summarystate state ON state.district_id = district.id
WHERE state.id IS NULL OR state.definitions <> %(definitions)s OR state.data_version <> COALESCE(version.version, 0)
ORDER BY state.as_of NULLS FIRST, district.id
