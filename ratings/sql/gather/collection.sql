-- An item that reads the fee collection: received of receivable, of the returns whose period ends in the round's year.
-- Without a return, or with nothing receivable, there is no rate. In braces: names of parameters; the note is a
-- format of received and receivable in yuan. Parameters: %(district)s, %(round)s, %(first)s and %(next)s the year, half-open.
SELECT entry.courtyard_id, %({item})s::bigint AS item_id, round(fees.received * 100.0 / NULLIF(fees.receivable, 0), 2) AS value,
       format(%({note})s, round(fees.received / 100.0, 2), round(fees.receivable / 100.0, 2)) AS note
FROM ratings_ratingentry entry
LEFT JOIN (
    SELECT courtyard_id, sum(received_fen) AS received, sum(receivable_fen) AS receivable
    FROM property_firms_feereturn
    WHERE district_id = %(district)s AND upper(period) - 1 >= %(first)s AND upper(period) - 1 < %(next)s
    GROUP BY courtyard_id
) fees ON fees.courtyard_id = entry.courtyard_id
WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
