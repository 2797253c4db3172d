-- What a closed survey says: a row per question for the district and each street, and per courtyard for the overall question.
-- Sent, answered and valid are of all courtyards; `stated`, `satisfied` and `points` only of those whose answers are told in
-- figures of that level (ratings.rules.surveys.publish): each of these is a sum of whole groups of enough answers.
-- Parameters: %(district)s, %(survey)s, %(positions)s (of courtyards, the positions up to it).
WITH told AS (
    SELECT tally.position, tally.answered, tally.valid, tally.stated, tally.satisfied, tally.points, site.planned,
           site.households, site.published_in, site.street_id, site.courtyard_id
    FROM ratings_surveytally tally
    JOIN ratings_surveysite site ON site.district_id = tally.district_id AND site.survey_id = tally.survey_id
      AND site.courtyard_id = tally.courtyard_id
    WHERE tally.district_id = %(district)s AND tally.survey_id = %(survey)s
)
SELECT 'district' AS level, NULL AS code, NULL AS name, NULL AS street, NULL AS street_code, told.position,
       sum(planned) AS sent, sum(answered) AS answered, sum(valid) AS valid,
       COALESCE(sum(stated) FILTER (WHERE published_in <> 'nowhere'), 0) AS stated,
       COALESCE(sum(satisfied) FILTER (WHERE published_in <> 'nowhere'), 0) AS satisfied,
       COALESCE(sum(points) FILTER (WHERE published_in <> 'nowhere'), 0) AS points,
       NULL::int AS households, NULL AS published_in, NULL AS pinyin
FROM told GROUP BY told.position
UNION ALL
SELECT 'street', street.code, street.name, street.name, street.code, told.position, sum(planned), sum(answered), sum(valid),
       COALESCE(sum(stated) FILTER (WHERE published_in IN ('courtyard', 'street')), 0),
       COALESCE(sum(satisfied) FILTER (WHERE published_in IN ('courtyard', 'street')), 0),
       COALESCE(sum(points) FILTER (WHERE published_in IN ('courtyard', 'street')), 0), NULL, NULL, NULL
FROM told JOIN governance_street street ON street.district_id = %(district)s AND street.id = told.street_id
GROUP BY street.code, street.name, told.position
UNION ALL
SELECT 'courtyard', courtyard.code, courtyard.name, street.name, street.code, told.position, told.planned, told.answered, told.valid,
       CASE WHEN published_in = 'courtyard' THEN stated ELSE 0 END,
       CASE WHEN published_in = 'courtyard' THEN satisfied ELSE 0 END,
       CASE WHEN published_in = 'courtyard' THEN points ELSE 0 END, told.households, published_in, courtyard.name_pinyin
FROM told
JOIN courtyards_courtyard courtyard ON courtyard.district_id = %(district)s AND courtyard.id = told.courtyard_id
JOIN governance_street street ON street.district_id = %(district)s AND street.id = told.street_id
WHERE told.position <= %(positions)s
ORDER BY street_code NULLS FIRST, level DESC, pinyin NULLS FIRST, code, position
