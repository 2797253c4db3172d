-- The Party organisation that stands in each unit on the day.
-- A row per unit with one. Parameters: %(district)s, %(on)s the day.
SELECT DISTINCT ON (unit_id) unit_id AS subject_id, id AS record_id, TRUE AS firm_has_party, name AS firm_party,
       kind AS firm_party_kind, lower(valid) AS firm_party_since
FROM party_org_partyorganisation
WHERE district_id = %(district)s AND unit_id IS NOT NULL AND valid_from <= %(on)s AND %(on)s < valid_to
ORDER BY unit_id, valid_from, id
