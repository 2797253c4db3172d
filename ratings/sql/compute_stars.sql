-- Writes the stars of a round that are due, as stars.sql (which takes the place of the braces) computes them.
-- One row: how many courtyards were looked at, how many first results and how many revisions were written.
-- Parameters: %(district)s, %(round)s, %(courtyard)s for which alone results are written, or NULL.
WITH rated AS MATERIALIZED (
{stars}
), written AS (
    INSERT INTO ratings_ratingresult
        (district_id, street_id, courtyard_id, round_id, revision, score, star, is_vetoed, reading_id, told)
    SELECT district_id, street_id, courtyard_id, round_id, revision, score, star, is_vetoed, reading_id, told
    FROM rated
    WHERE is_due AND (%(courtyard)s::bigint IS NULL OR courtyard_id = %(courtyard)s)
    ORDER BY courtyard_id
    ON CONFLICT DO NOTHING
    RETURNING revision
)
SELECT (SELECT count(*) FROM rated),
       (SELECT count(*) FROM written WHERE revision = 0),
       (SELECT count(*) FROM written WHERE revision > 0)
