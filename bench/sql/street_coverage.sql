-- What a person would type for I2 by street: three-no courtyards of the day, and how many of them have a committee.
-- Parameters: %(district)s, %(on)s. Joins of distinct ids, for EXISTS and IN are planned twenty times slower here.
SELECT street.code, count(committee.courtyard_id), count(*)
FROM courtyards_courtyard courtyard
JOIN courtyards_placement placement
  ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
 AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
JOIN governance_street street ON street.district_id = placement.district_id AND street.id = placement.in_street_id
JOIN (SELECT DISTINCT courtyard_id FROM courtyards_threenobaseline
      WHERE district_id = %(district)s AND "on" <= %(on)s) baseline ON baseline.courtyard_id = courtyard.id
LEFT JOIN (SELECT DISTINCT courtyard_id FROM courtyards_committee
           WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to) committee
  ON committee.courtyard_id = courtyard.id
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
GROUP BY 1 ORDER BY 1
