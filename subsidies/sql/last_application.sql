-- The highest running number of a year's applications in a street, those of courtyards that moved away since too.
-- One row; 0 where there was none. Parameters: %(district)s, %(before)s what stands before the running number.
SELECT COALESCE(max(split_part(number, '-', 3)::int), 0)
FROM history.subsidies_application
WHERE district_id = %(district)s AND starts_with(number, %(before)s)
