-- I6: firms in which a Party organisation stands.
-- Spans, half-open: a row per organisation. Parameters: %(district)s, %(kind)s kinds of organisations or NULL.
SELECT unit_id AS member_id, valid_from, valid_to
FROM party_org_partyorganisation
WHERE district_id = %(district)s AND unit_id IS NOT NULL
  AND (%(kind)s IS NULL OR kind = ANY(%(kind)s))
