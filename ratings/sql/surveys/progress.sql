-- How far a survey has come: one row per courtyard asked, in the order of street and courtyard. No step of an answer is told.
-- Parameters: %(district)s, %(survey)s, %(straight_from)s.
SELECT site.id AS site, courtyard.code, courtyard.name, street.code AS street_code, street.name AS street, site.households,
       site.planned, COALESCE(answer.link, 0) AS link, COALESCE(answer.paper, 0) AS paper, COALESCE(answer.valid, 0) AS valid,
       COALESCE(code.out, 0) AS out
FROM ratings_surveysite site
JOIN courtyards_courtyard courtyard ON courtyard.district_id = site.district_id AND courtyard.id = site.courtyard_id
JOIN governance_street street ON street.district_id = site.district_id AND street.id = site.street_id
LEFT JOIN (
    SELECT courtyard_id, count(*) FILTER (WHERE channel = 'link') AS link, count(*) FILTER (WHERE channel = 'paper') AS paper,
           count(*) FILTER (WHERE portal.survey_valid(steps, %(straight_from)s)) AS valid
    FROM ratings_surveyanswer WHERE district_id = %(district)s AND survey_id = %(survey)s GROUP BY courtyard_id
) answer ON answer.courtyard_id = site.courtyard_id
LEFT JOIN (
    SELECT courtyard_id, count(*) AS out
    FROM ratings_surveycode WHERE district_id = %(district)s AND survey_id = %(survey)s GROUP BY courtyard_id
) code ON code.courtyard_id = site.courtyard_id
WHERE site.district_id = %(district)s AND site.survey_id = %(survey)s
ORDER BY street.code, courtyard.name_pinyin, courtyard.id
