-- Courtyards whose buildings have more households together than the courtyard itself.
-- One row per courtyard; `households` are its own, `together` those of its buildings.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT courtyard.id AS record_id, courtyard.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code, 'households', courtyard.households,
                          'together', sums.households) AS parameters
FROM courtyards_courtyard courtyard
JOIN (
    SELECT building.courtyard_id, sum(building.households) AS households
    FROM courtyards_building building
    WHERE building.district_id = %(district)s AND building.valid_from <= %(on)s AND %(on)s < building.valid_to
    GROUP BY building.courtyard_id
) sums ON sums.courtyard_id = courtyard.id
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
  AND sums.households > courtyard.households
