-- Writes what the portal reads of each courtyard in a round as the finding that holds (scorer 0); a reading that is gone
-- takes its finding with it. In place of the braces: rows of courtyard_id, item_id, value (0 to 100 percent, or NULL where
-- there is nothing to read) and note, one for each courtyard and read item. One row: how many findings were written or taken out.
-- Parameters: %(district)s, %(round)s, and those of the readings.
WITH readings AS MATERIALIZED (
{readings}
), gone AS (
    DELETE FROM ratings_finding finding
    USING readings
    WHERE finding.district_id = %(district)s AND finding.round_id = %(round)s AND readings.value IS NULL
      AND finding.courtyard_id = readings.courtyard_id AND finding.item_id = readings.item_id
    RETURNING 1
), written AS (
    INSERT INTO ratings_finding (district_id, street_id, courtyard_id, round_id, item_id, scorer, value, note)
    SELECT %(district)s, entry.street_id, readings.courtyard_id, %(round)s, readings.item_id, 0, readings.value, readings.note
    FROM readings
    JOIN ratings_ratingentry entry
      ON entry.district_id = %(district)s AND entry.round_id = %(round)s AND entry.courtyard_id = readings.courtyard_id
    WHERE readings.value IS NOT NULL
    ORDER BY readings.courtyard_id, readings.item_id
    ON CONFLICT (district_id, round_id, courtyard_id, item_id, scorer) DO UPDATE
        SET value = EXCLUDED.value, note = EXCLUDED.note, occurrences = NULL
        WHERE (ratings_finding.value, ratings_finding.note) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.note)
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM written)
