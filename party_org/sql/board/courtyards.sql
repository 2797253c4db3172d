-- The courtyards that lie in the district on a day, and who stands by them: their branch, a pairing of it, a cadre.
-- One row per courtyard. `street_id` is where its records stand, `in_street_id` where it lay on the day (it may have
-- moved since). `paired_next` and `assigned_next` are the first days of ties that begin later.
-- Parameters: %(district)s, %(on)s the day.
WITH covered AS (
    SELECT cover.courtyard_id, cover.organisation_id
    FROM party_org_partycover cover
    WHERE cover.district_id = %(district)s AND cover.valid_from <= %(on)s AND %(on)s < cover.valid_to
), branches AS (
    -- Of several branches the one entered first answers for the courtyard on the board. A firm's organisation, or one
    -- of no street, can't be paired.
    SELECT DISTINCT ON (covered.courtyard_id) covered.courtyard_id, organisation.id, organisation.name,
           organisation.street_id
    FROM covered
    JOIN party_org_partyorganisation organisation
      ON organisation.district_id = %(district)s AND organisation.id = covered.organisation_id
    WHERE organisation.valid_from <= %(on)s AND %(on)s < organisation.valid_to
      AND organisation.street_id IS NOT NULL AND organisation.unit_id IS NULL
    ORDER BY covered.courtyard_id, organisation.id
), paired AS (
    SELECT covered.courtyard_id, bool_or(pairing.valid_from <= %(on)s) AS now,
           min(pairing.valid_from) FILTER (WHERE pairing.valid_from > %(on)s) AS next
    FROM covered
    JOIN party_org_branchpairing pairing
      ON pairing.district_id = %(district)s AND pairing.courtyard_branch_id = covered.organisation_id
    WHERE %(on)s < pairing.valid_to
    GROUP BY covered.courtyard_id
), assigned AS (
    SELECT courtyard_id, bool_or(valid_from <= %(on)s) AS now,
           min(valid_from) FILTER (WHERE valid_from > %(on)s) AS next
    FROM party_org_cadreassignment
    WHERE district_id = %(district)s AND %(on)s < valid_to
    GROUP BY courtyard_id
)
SELECT courtyard.id, courtyard.code, courtyard.name, courtyard.street_id, placement.in_street_id,
       placement.in_community_id,
       EXISTS (SELECT FROM courtyards_threenobaseline baseline
               WHERE baseline.district_id = %(district)s AND baseline.courtyard_id = courtyard.id
                 AND baseline."on" <= %(on)s) AS three_no,
       branches.id AS branch_id, branches.name AS branch_name, branches.street_id AS branch_street_id,
       COALESCE(paired.now, FALSE) AS paired, paired.next AS paired_next,
       COALESCE(assigned.now, FALSE) AS assigned, assigned.next AS assigned_next
FROM courtyards_courtyard courtyard
JOIN courtyards_placement placement
  ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
LEFT JOIN branches ON branches.courtyard_id = courtyard.id
LEFT JOIN paired ON paired.courtyard_id = courtyard.id
LEFT JOIN assigned ON assigned.courtyard_id = courtyard.id
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
ORDER BY courtyard.code
