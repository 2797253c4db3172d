-- Read items of a round for which nothing could be read: one row per item, with the number of courtyards that lack it.
-- Parameters: %(district)s, %(round)s, %(sources)s the sources that the portal reads.
SELECT item.id, item.code, item.title, item.source, count(*) AS courtyards
FROM ratings_ratinground round
JOIN ratings_standarditem item
  ON item.district_id = round.district_id AND item.standard_id = round.standard_id AND item.source = ANY(%(sources)s)
JOIN ratings_ratingentry entry ON entry.district_id = round.district_id AND entry.round_id = round.id
LEFT JOIN ratings_finding finding
  ON finding.district_id = entry.district_id AND finding.round_id = entry.round_id AND finding.item_id = item.id
 AND finding.courtyard_id = entry.courtyard_id AND finding.scorer = 0
WHERE round.district_id = %(district)s AND round.id = %(round)s AND finding.id IS NULL
GROUP BY item.id, item.code, item.title, item.source
ORDER BY item.code
