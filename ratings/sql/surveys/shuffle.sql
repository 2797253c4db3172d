-- Writes a survey's answers anew, all in this transaction, in random order and with random ids: neither the order of the
-- rows nor the transaction that wrote each says any more when or after which other one it came.
-- Parameters: %(district)s, %(survey)s.
WITH taken AS (
    DELETE FROM ratings_surveyanswer WHERE district_id = %(district)s AND survey_id = %(survey)s
    RETURNING district_id, street_id, courtyard_id, survey_id, "on", channel, batch_id, steps
)
INSERT INTO ratings_surveyanswer (id, district_id, street_id, courtyard_id, survey_id, "on", channel, batch_id, steps)
SELECT floor(random() * 9007199254740992)::bigint, taken.* FROM taken ORDER BY random()
