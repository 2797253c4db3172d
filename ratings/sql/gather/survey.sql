-- An item that reads a satisfaction survey: its score of 0 to 100, where enough valid answers stand behind it. Enough is
-- what the standard asks: a share of the households, at least so many, never more than there are. In braces: the scores of
-- surveys/scores.sql, and names of parameters; the note is a format of answers and valid ones.
-- Parameters: %(district)s, %(round)s, %(share)s in percent, %(least)s.
SELECT entry.courtyard_id, %({item})s::bigint AS item_id,
       CASE WHEN told.valid >= LEAST(COALESCE(told.households, told.needed), told.needed) THEN told.score END AS value,
       format(%({note})s, told.n, told.valid) AS note
FROM ratings_ratingentry entry
LEFT JOIN (
    SELECT scored.courtyard_id, scored.score, scored.n, scored.valid, site.households,
           GREATEST(ceil(COALESCE(site.households, 0) * %(share)s / 100)::int, %(least)s) AS needed
    FROM ({scores}) scored
    JOIN ratings_surveysite site
      ON site.district_id = %(district)s AND site.survey_id = %({survey})s AND site.courtyard_id = scored.courtyard_id
) told ON told.courtyard_id = entry.courtyard_id
WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
