-- The highest serial of the numbers that complaints of a street have or ever had: those that were removed too.
-- One row; 0 where there was none. Parameters: %(district)s, %(street)s the code of the street.
SELECT COALESCE(max(split_part(number, '-', 3)::int), 0)
FROM history.community_services_complaint
WHERE district_id = %(district)s AND starts_with(number, 'TS-' || %(street)s || '-') AND split_part(number, '-', 3) ~ '^[0-9]{1,9}$'
