-- What a person would type for four coverages of the three-no courtyards by area, in one statement: organ of self-government,
-- volunteers, Party cover, cadre. {area}: a column of the placement; the tables are named, or are their versions of a moment.
-- Parameters: %(district)s, %(on)s; with versions %(as_of)s.
SELECT {area}, count(committee.courtyard_id), count(volunteers.courtyard_id), count(cover.courtyard_id),
       count(cadre.courtyard_id), count(*)
FROM {courtyards_courtyard} courtyard
JOIN {courtyards_placement} placement
  ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
 AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
JOIN (SELECT DISTINCT courtyard_id FROM {courtyards_threenobaseline} b
      WHERE district_id = %(district)s AND "on" <= %(on)s) baseline ON baseline.courtyard_id = courtyard.id
LEFT JOIN (SELECT DISTINCT courtyard_id FROM {courtyards_committee} b
           WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to) committee
  ON committee.courtyard_id = courtyard.id
LEFT JOIN (SELECT DISTINCT courtyard_id FROM {courtyards_volunteerservice} b
           WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to) volunteers
  ON volunteers.courtyard_id = courtyard.id
LEFT JOIN (SELECT DISTINCT courtyard_id FROM {party_org_partycover} b
           WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to) cover
  ON cover.courtyard_id = courtyard.id
LEFT JOIN (SELECT DISTINCT courtyard_id FROM {party_org_cadreassignment} b
           WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to) cadre
  ON cadre.courtyard_id = courtyard.id
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
GROUP BY 1 ORDER BY 1
