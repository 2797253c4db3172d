-- The same over every district in sight: the live join, with nested loops off, for the planner knows no size of what the
-- policies let through and would loop over it for minutes. Parameter: %(on)s.
SELECT courtyard.district_id, count(committee.courtyard_id), count(volunteers.courtyard_id), count(cover.courtyard_id),
       count(cadre.courtyard_id), count(*)
FROM courtyards_courtyard courtyard
JOIN courtyards_placement placement
  ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
 AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
JOIN (SELECT DISTINCT district_id, courtyard_id FROM courtyards_threenobaseline WHERE "on" <= %(on)s) baseline
  ON (baseline.district_id, baseline.courtyard_id) = (courtyard.district_id, courtyard.id)
LEFT JOIN (SELECT DISTINCT district_id, courtyard_id FROM courtyards_committee
           WHERE valid_from <= %(on)s AND %(on)s < valid_to) committee ON (committee.district_id, committee.courtyard_id) = (courtyard.district_id, courtyard.id)
LEFT JOIN (SELECT DISTINCT district_id, courtyard_id FROM courtyards_volunteerservice
           WHERE valid_from <= %(on)s AND %(on)s < valid_to) volunteers ON (volunteers.district_id, volunteers.courtyard_id) = (courtyard.district_id, courtyard.id)
LEFT JOIN (SELECT DISTINCT district_id, courtyard_id FROM party_org_partycover
           WHERE valid_from <= %(on)s AND %(on)s < valid_to) cover ON (cover.district_id, cover.courtyard_id) = (courtyard.district_id, courtyard.id)
LEFT JOIN (SELECT DISTINCT district_id, courtyard_id FROM party_org_cadreassignment
           WHERE valid_from <= %(on)s AND %(on)s < valid_to) cadre ON (cadre.district_id, cadre.courtyard_id) = (courtyard.district_id, courtyard.id)
WHERE courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
GROUP BY 1 ORDER BY 1
