-- The stars of the courtyards that each firm serves on the day, in the latest round announced by then: how many were
-- rated, and their average.
-- A row per firm with any. Parameters: %(district)s, %(on)s the day.
WITH starred AS (
    SELECT DISTINCT ON (result.courtyard_id) result.courtyard_id,
           CASE WHEN revoked.id IS NULL THEN result.star ELSE 0 END AS star
    FROM ratings_ratingresult result
    JOIN ratings_ratinground round ON round.district_id = result.district_id AND round.id = result.round_id
    LEFT JOIN ratings_stardecision revoked
      ON revoked.district_id = result.district_id AND revoked.round_id = round.id
     AND revoked.courtyard_id = result.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
     AND revoked.counts_from <= %(on)s
    WHERE result.district_id = %(district)s AND round.announced_on <= %(on)s
    ORDER BY result.courtyard_id, round.year DESC, result.revision DESC
)
SELECT contract.firm_id AS subject_id, NULL::bigint AS record_id, count(*) AS rated_courtyards,
       round(avg(starred.star), 2) AS average_star
FROM property_firms_servicecontract contract
JOIN starred ON starred.courtyard_id = contract.courtyard_id
WHERE contract.district_id = %(district)s AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to
GROUP BY contract.firm_id
