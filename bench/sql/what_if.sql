-- 36 months of a district by other rates and nothing else: area × rate, for places that are all rated, measured and enrolled.
-- Parameters: %(district)s, %(first)s, %(last)s (first days of months), %(rates)s: the supposed rates as JSON.
SELECT place.courtyard_id, place.street_id, months.month, 'entitled', result.star, rate.value, courtyard.area_m2,
       round(courtyard.area_m2 * rate.value * 100)::bigint, round(courtyard.area_m2 * rate.value * 100)::bigint
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS day
CROSS JOIN LATERAL (SELECT day::date AS month) months
JOIN subsidies_enrolment place
  ON place.district_id = %(district)s AND months.month >= place.first_month
 AND months.month < place.first_month + interval '36 months'
CROSS JOIN LATERAL (
    SELECT ((extract(year FROM months.month) - extract(year FROM place.first_month)) * 12
            + extract(month FROM months.month) - extract(month FROM place.first_month) + 1)::int AS month_index
) counted
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = place.district_id AND courtyard.id = place.courtyard_id
JOIN ratings_ratinground round ON round.district_id = place.district_id AND round.applies @> LEAST(months.month, %(known)s::date)
JOIN LATERAL (
    SELECT result.star FROM ratings_ratingresult result
    WHERE result.district_id = round.district_id AND result.round_id = round.id AND result.courtyard_id = place.courtyard_id
    ORDER BY result.revision DESC LIMIT 1
) result ON true
JOIN jsonb_to_recordset(%(rates)s::jsonb) AS rate (year_index int, star int, value numeric)
  ON rate.year_index = (counted.month_index + 11) / 12 AND rate.star = result.star
