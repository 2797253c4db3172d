-- An item that reads an indicator: 100 percent where the courtyard is covered on the day, else 0, by the indicator's own
-- statement (its spans stand in the braces). Parameters: %(district)s, %(round)s, %(on)s.
SELECT entry.courtyard_id, %({item})s::bigint AS item_id,
       CASE WHEN covered.member_id IS NULL THEN 0.00 ELSE 100.00 END AS value, %({note})s AS note
FROM ratings_ratingentry entry
LEFT JOIN (
    SELECT DISTINCT span.member_id FROM ({spans}) span WHERE span.valid_from <= %(on)s AND %(on)s < span.valid_to
) covered ON covered.member_id = entry.courtyard_id
WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
