-- The scores and stars of a round without an explanation: the same sums by hand, for a standard without classes, caps,
-- bonus, vetoes and ranks. Parameters: %(district)s, %(round)s.
INSERT INTO ratings_ratingresult
    (district_id, street_id, courtyard_id, round_id, revision, score, star, is_vetoed, reading_id, told)
SELECT %(district)s, summed.street_id, summed.courtyard_id, %(round)s, 0, summed.score,
       COALESCE((SELECT max(star) FROM ratings_starthreshold bound
                 WHERE bound.district_id = %(district)s AND bound.standard_id = summed.standard_id
                   AND bound.bound <= summed.score), 0), false,
       (SELECT id FROM ratings_standardreading reading
        WHERE reading.district_id = %(district)s AND reading.standard_id = summed.standard_id), '{}'
FROM (
    SELECT entry.street_id, entry.courtyard_id, item.standard_id, round(sum(CASE item.kind
               WHEN 'faults' THEN GREATEST(item.full_mark - item.per_unit * COALESCE(finding.occurrences, 0), 0)
               WHEN 'merits' THEN LEAST(item.per_unit * COALESCE(finding.occurrences, 0), item.full_mark)
               WHEN 'shortfall' THEN GREATEST(
                   item.full_mark - round(item.per_unit * GREATEST(item.target - finding.value, 0), 2), 0)
               WHEN 'share' THEN round(item.full_mark * finding.value / 100, 2)
               ELSE finding.value END), 2) AS score
    FROM ratings_ratingentry entry
    JOIN ratings_ratinground round ON round.district_id = entry.district_id AND round.id = entry.round_id
    JOIN ratings_standarditem item ON item.district_id = round.district_id AND item.standard_id = round.standard_id
    LEFT JOIN ratings_finding finding
      ON finding.district_id = entry.district_id AND finding.round_id = entry.round_id
     AND finding.courtyard_id = entry.courtyard_id AND finding.item_id = item.id AND finding.scorer = 0
    WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
    GROUP BY entry.street_id, entry.courtyard_id, item.standard_id
) summed
ORDER BY summed.courtyard_id
