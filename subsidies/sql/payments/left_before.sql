-- The items of a batch whose lines had left it when it went public at %(moment)s, as the lines stood then.
-- Parameters: %(district)s, %(batch)s an id, %(moment)s of the change that published it.
SELECT DISTINCT item.id
FROM subsidies_paymentitem item
JOIN subsidies_batchline line ON line.district_id = item.district_id AND line.item_id = item.id
JOIN history.subsidies_batchline version ON version.district_id = line.district_id AND version.id = line.id
WHERE item.district_id = %(district)s AND item.batch_id = %(batch)s
  AND NOT version.is_open AND version.known_from <= %(moment)s
