-- Counts a survey's answers for good: one row per courtyard asked and question of its questionnaire.
-- Satisfied are the top two of the five steps. Parameters: %(district)s, %(survey)s, %(straight_from)s (portal.survey_valid).
INSERT INTO ratings_surveytally (
    district_id, street_id, courtyard_id, survey_id, position, answered, valid, stated, satisfied, points
)
SELECT site.district_id, site.street_id, site.courtyard_id, site.survey_id, question.position,
       count(answer.id), count(answer.id) FILTER (WHERE answer.is_valid),
       count(answer.step) FILTER (WHERE answer.is_valid),
       count(answer.step) FILTER (WHERE answer.is_valid AND answer.step >= 4),
       COALESCE(sum(answer.step) FILTER (WHERE answer.is_valid), 0)
FROM ratings_surveysite site
JOIN ratings_satisfactionsurvey survey ON survey.district_id = site.district_id AND survey.id = site.survey_id
JOIN ratings_surveyquestion question
  ON question.district_id = site.district_id AND question.questionnaire_id = survey.questionnaire_id
LEFT JOIN LATERAL (
    SELECT given.id, given.steps[question.position + 1] AS step,
           portal.survey_valid(given.steps, %(straight_from)s) AS is_valid
    FROM ratings_surveyanswer given
    WHERE given.district_id = site.district_id AND given.survey_id = site.survey_id
      AND given.courtyard_id = site.courtyard_id
) answer ON true
WHERE site.district_id = %(district)s AND site.survey_id = %(survey)s
GROUP BY site.district_id, site.street_id, site.courtyard_id, site.survey_id, question.position
