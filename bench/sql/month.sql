-- A month's first lines and nothing else: area × rate, for places that are all rated, measured and enrolled.
-- Parameters: %(district)s, %(month)s the first day of the month.
INSERT INTO subsidies_entitlementline
    (district_id, street_id, courtyard_id, enrolment_id, scheme_id, month, sequence, month_index, year_index,
     area_m2, paid_area_m2, star, score, rate_yuan_per_m2_month, outcome, days, of_days, deducted_fen, unit_fen, entitled_fen,
     earlier_fen, amount_fen, district_fen, reading_id, told, digest)
SELECT place.district_id, place.street_id, place.courtyard_id, place.id, place.scheme_id, %(month)s, 0,
       place.month_index, (place.month_index + 11) / 12, courtyard.area_m2, courtyard.area_m2, result.star, result.score,
       rate.rate_yuan_per_m2_month, 'entitled', place.days, place.days, 0, 1, amount.fen, 0, amount.fen, amount.fen, reading.id,
       '{}', ''
FROM (SELECT enrolment.*, (extract(year FROM age(%(month)s::date, first_month)) * 12
                           + extract(month FROM age(%(month)s::date, first_month)) + 1)::int AS month_index,
             (%(month)s::date + interval '1 month')::date - %(month)s::date AS days
      FROM subsidies_enrolment enrolment WHERE enrolment.district_id = %(district)s) place
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = place.district_id AND courtyard.id = place.courtyard_id
JOIN ratings_ratinground round ON round.district_id = place.district_id AND round.applies @> %(month)s::date
JOIN ratings_ratingresult result
  ON result.district_id = place.district_id AND result.round_id = round.id AND result.courtyard_id = place.courtyard_id
JOIN subsidies_schemereading reading ON reading.district_id = place.district_id AND reading.scheme_id = place.scheme_id
JOIN subsidies_raterow rate
  ON rate.district_id = place.district_id AND rate.scheme_id = place.scheme_id
 AND rate.year_index = (place.month_index + 11) / 12 AND rate.star = result.star
CROSS JOIN LATERAL (SELECT round(courtyard.area_m2 * rate.rate_yuan_per_m2_month * 100)::bigint AS fen) amount
