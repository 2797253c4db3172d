-- I20: of the valid answers of the latest closed satisfaction survey, those that are satisfied overall (the top two steps).
-- A survey counts from its last day until that of the next one. Rows in the street and community of its last day: a row per
-- courtyard that is told alone, one for the rest of a street, one for the rest of the district, so that no row is of fewer
-- than five answers (ratings.rules.surveys.publish). Valid half-open. Parameter: %(district)s.
WITH survey AS (
    SELECT id, valid_to - 1 AS valid_from,
           COALESCE(lead(valid_to) OVER (ORDER BY valid_to, id) - 1, DATE '9999-12-31') AS valid_to
    FROM ratings_satisfactionsurvey
    WHERE district_id = %(district)s AND status = 'closed'
)
SELECT CASE site.published_in WHEN 'courtyard' THEN site.courtyard_id ELSE -COALESCE(street.id, 0) END AS member_id,
       CASE site.published_in WHEN 'courtyard' THEN courtyard.code END AS code,
       CASE site.published_in WHEN 'courtyard' THEN courtyard.name ELSE '答卷过少的楼院合计' || COALESCE('（' || street.name || '）', '') END
           AS name,
       CASE site.published_in WHEN 'courtyard' THEN courtyard.name_pinyin ELSE '' END AS name_pinyin,
       street.id AS street_id, CASE site.published_in WHEN 'courtyard' THEN placement.in_community_id END AS community_id,
       survey.valid_from, survey.valid_to, sum(tally.satisfied)::bigint AS numerator, sum(tally.stated)::bigint AS denominator
FROM survey
JOIN ratings_surveytally tally ON tally.district_id = %(district)s AND tally.survey_id = survey.id AND tally.position = 0
JOIN ratings_surveysite site ON site.district_id = tally.district_id AND site.survey_id = tally.survey_id
  AND site.courtyard_id = tally.courtyard_id AND site.published_in <> 'nowhere'
JOIN courtyards_courtyard courtyard ON courtyard.district_id = site.district_id AND courtyard.id = site.courtyard_id
LEFT JOIN courtyards_placement placement ON placement.district_id = site.district_id
  AND placement.courtyard_id = site.courtyard_id
  AND placement.valid_from <= survey.valid_from AND survey.valid_from < placement.valid_to
LEFT JOIN governance_street street ON street.district_id = site.district_id AND site.published_in <> 'district'
  AND street.id = COALESCE(placement.in_street_id, site.street_id)
WHERE survey.valid_from < survey.valid_to AND tally.stated > 0
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
