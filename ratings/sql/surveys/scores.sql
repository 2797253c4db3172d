-- The score that a closed survey gives each courtyard asked: one row per courtyard, for whoever rates (set-based twin of
-- ratings.surveys.scores.by_courtyard). `score`: mean of the steps of one question on 0 to 100, two decimals half-up; NULL
-- below five valid answers to it. `n`: answers, `valid` of them valid, `needed` so that the score counts.
-- Parameters: %(district)s, %(survey)s, %(position)s of the question; 0 is the overall one.
SELECT told.courtyard_id, told.score, told.n, told.valid, told.needed, told.valid >= told.needed AS meets_minimum
FROM (
    SELECT tally.courtyard_id, tally.answered AS n, tally.valid,
           CASE WHEN tally.stated >= 5 THEN round((tally.points - tally.stated) * 100.0 / (tally.stated * 4), 2) END AS score,
           CASE WHEN site.households IS NULL THEN survey.minimum_least
                ELSE LEAST(site.households, GREATEST(ceil(site.households * survey.minimum_share / 100)::int,
                                                     survey.minimum_least)) END AS needed
    FROM ratings_surveytally tally
    JOIN ratings_satisfactionsurvey survey ON survey.district_id = tally.district_id AND survey.id = tally.survey_id
    JOIN ratings_surveysite site ON site.district_id = tally.district_id AND site.survey_id = tally.survey_id
      AND site.courtyard_id = tally.courtyard_id
    WHERE tally.district_id = %(district)s AND tally.survey_id = %(survey)s AND tally.position = %(position)s
) told
