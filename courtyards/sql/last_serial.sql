-- The highest serial of the codes that courtyards of a street have or ever had: those that moved away or were removed too.
-- One row; 0 where there was none. Parameters: %(district)s, %(street)s the code of the street.
SELECT COALESCE(max(split_part(code, '-', 2)::int), 0)
FROM history.courtyards_courtyard
WHERE district_id = %(district)s AND starts_with(code, %(street)s || '-') AND split_part(code, '-', 2) ~ '^[0-9]{1,9}$'
