-- Who wrote or took out what was found at some courtyards in a round, whoever it was last or before.
-- One row per courtyard and person. Parameters: %(district)s, %(round)s, %(courtyards)s.
SELECT DISTINCT version.courtyard_id, change.actor_id
FROM history.ratings_finding version
JOIN governance_change change
  ON change.district_id = version.district_id AND change.id = version.version_change_id
WHERE version.district_id = %(district)s AND version.round_id = %(round)s AND version.courtyard_id = ANY(%(courtyards)s)
