-- What is known of the summaries of districts, and the present version of their records.
-- Parameter: %(districts)s.
SELECT district.id, district.name, state.data_version = COALESCE(version.version, 0), state.definitions, state.as_of,
       state.last_year, state.trusted
FROM governance_district district
LEFT JOIN governance_dataversion version ON version.district_id = district.id
LEFT JOIN governance_summarystate state ON state.district_id = district.id
WHERE district.id = ANY(%(districts)s)
ORDER BY district.id
