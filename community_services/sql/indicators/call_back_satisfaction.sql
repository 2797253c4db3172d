-- I19d: of the callers reached in the twelve months up to the day, those who were satisfied.
-- A row per complaint whose caller was reached, placed by its courtyard, valid half-open. Parameter: %(district)s.
SELECT id AS member_id, courtyard_id AS placed_by, number || ' ' || summary AS name, called_back_on AS valid_from,
       (called_back_on + interval '1 year')::date AS valid_to, (satisfaction = 'satisfied')::int AS numerator,
       1 AS denominator
FROM community_services_complaint
WHERE district_id = %(district)s AND called_back_on IS NOT NULL AND satisfaction IN ('satisfied', 'unsatisfied')
