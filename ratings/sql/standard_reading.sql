-- The standard of a round as its stars are computed by it, kept once and never rewritten: what all explanations share.
-- Parameters: %(district)s, %(round)s.
INSERT INTO ratings_standardreading (district_id, standard_id, content)
SELECT standard.district_id, standard.id, jsonb_build_object(
    'standard', jsonb_build_object(
        'key', standard.key, 'version', standard.version, 'title', standard.title, 'document', standard.document,
        'is_example', standard.is_example, 'bands', standard.bands, 'bonus_cap', standard.bonus_cap::text),
    'thresholds', (SELECT jsonb_object_agg(star, bound::text) FROM ratings_starthreshold
                   WHERE district_id = standard.district_id AND standard_id = standard.id),
    'items', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object(
                   'code', item.code, 'category', category.code, 'category_title', category.title, 'title', item.title,
                   'kind', item.kind, 'source', item.source, 'weight', COALESCE(weight.weight, 100.00)::text,
                   'full_mark', item.full_mark::text, 'per_unit', item.per_unit::text, 'target', item.target::text,
                   'clause', item.clause, 'is_bonus', category.is_bonus) ORDER BY item.code), '[]')
        FROM ratings_standarditem item
        JOIN ratings_standardcategory category
          ON category.district_id = item.district_id AND category.id = item.category_id
        LEFT JOIN ratings_sourceweight weight
          ON weight.district_id = item.district_id AND weight.standard_id = item.standard_id AND weight.source = item.source
        WHERE item.district_id = standard.district_id AND item.standard_id = standard.id),
    'categories', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object(
                   'code', category.code, 'title', category.title, 'parent', parent.code, 'cap', category.cap::text,
                   'is_bonus', category.is_bonus) ORDER BY category.code), '[]')
        FROM ratings_standardcategory category
        LEFT JOIN ratings_standardcategory parent
          ON parent.district_id = category.district_id AND parent.id = category.parent_id
        WHERE category.district_id = standard.district_id AND category.standard_id = standard.id))
FROM ratings_ratinground round
JOIN ratings_ratingstandard standard ON standard.district_id = round.district_id AND standard.id = round.standard_id
WHERE round.district_id = %(district)s AND round.id = %(round)s
ON CONFLICT DO NOTHING
