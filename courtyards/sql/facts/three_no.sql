-- The baseline label 三无 of each courtyard by the day, and what of the three is still missing on it.
-- A row per courtyard with a label or a state. Parameters: %(district)s, %(on)s the day.
SELECT COALESCE(baseline.courtyard_id, state.courtyard_id) AS subject_id, state.id AS record_id,
       baseline.courtyard_id IS NOT NULL AS three_no, baseline."on" AS three_no_on,
       state.no_property_management, state.no_responsible_unit, state.no_guarding,
       CASE WHEN state.id IS NULL THEN NULL ELSE array_remove(ARRAY[
           CASE WHEN state.no_property_management THEN 'no_property_management' END,
           CASE WHEN state.no_responsible_unit THEN 'no_responsible_unit' END,
           CASE WHEN state.no_guarding THEN 'no_guarding' END,
           CASE WHEN NOT (state.no_property_management OR state.no_responsible_unit OR state.no_guarding)
                THEN 'nothing' END], NULL) END AS three_no_missing
FROM (SELECT courtyard_id, min("on") AS "on" FROM courtyards_threenobaseline
      WHERE district_id = %(district)s AND "on" <= %(on)s GROUP BY courtyard_id) baseline
FULL JOIN (SELECT * FROM courtyards_threenostate
           WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to) state
  ON state.courtyard_id = baseline.courtyard_id
