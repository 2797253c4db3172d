-- Courtyards with the baseline label 三无, from the day of the roster on: the label stays when they are managed later.
-- Spans, half-open: a row per courtyard and roster. Parameter: %(district)s.
SELECT courtyard_id AS member_id, "on" AS valid_from, DATE '9999-12-31' AS valid_to
FROM courtyards_threenobaseline
WHERE district_id = %(district)s
