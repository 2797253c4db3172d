-- I10: courtyards with an assigned cadre (one cadre may answer for several).
-- Spans, half-open: a row per cadre and courtyard. Parameters: %(district)s, %(rank)s classes of rank or NULL.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM party_org_cadreassignment
WHERE district_id = %(district)s AND (%(rank)s IS NULL OR cadre_id IN (
    SELECT id FROM party_org_cadre WHERE district_id = %(district)s AND rank_class = ANY(%(rank)s)))
