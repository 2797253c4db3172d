-- I19b: of the complaints closed by mediation in the twelve months up to the day, those that came to an agreement.
-- One of which nobody wrote down what it came to has not agreed.
-- A row per mediation, placed by its courtyard, valid half-open. Parameter: %(district)s.
SELECT id AS member_id, courtyard_id AS placed_by, number || ' ' || summary AS name, closed_on AS valid_from,
       (closed_on + interval '1 year')::date AS valid_to, (agreement = 'reached')::int AS numerator, 1 AS denominator
FROM community_services_complaint
WHERE district_id = %(district)s AND way = 'mediated' AND closed_on IS NOT NULL
