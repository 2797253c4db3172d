-- Property firms active on the day.
-- One row per firm after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s (a firm stands in none), %(q)s, %(codes)s, %(kinds)s, %(party_organisation)s, %(instructor)s (NULL: any),
-- %(limit)s.
SELECT *
FROM (
    SELECT firm.id, unit.uscc, unit.name, firm.kind, firm.legal_representative, firm.staff, unit.party_members,
           CASE WHEN street.id IS NOT NULL
                THEN jsonb_build_object('code', street.code, 'name', street.name) END AS street,
           (SELECT count(*) FROM property_firms_servicecontract contract
            WHERE contract.district_id = %(district)s AND contract.firm_id = firm.id
              AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to) AS courtyards_contracted,
           EXISTS (SELECT FROM party_org_partyorganisation organisation
                   WHERE organisation.district_id = %(district)s AND organisation.unit_id = unit.id
                     AND organisation.valid_from <= %(on)s AND %(on)s < organisation.valid_to) AS party_organisation,
           EXISTS (SELECT FROM party_org_instructor instructor
                   WHERE instructor.district_id = %(district)s AND instructor.unit_id = unit.id
                     AND instructor.valid_from <= %(on)s AND %(on)s < instructor.valid_to) AS instructor,
           (SELECT max(known.version_id) FROM history.property_firms_firm known
            WHERE known.id = firm.id AND known.known_from <= COALESCE((SELECT portal.as_of()), 'infinity')
              AND known.known_to >= COALESCE((SELECT portal.as_of()), 'infinity'))
           + (SELECT max(known.version_id) FROM history.governance_unit known
            WHERE known.id = unit.id AND known.known_from <= COALESCE((SELECT portal.as_of()), 'infinity')
              AND known.known_to >= COALESCE((SELECT portal.as_of()), 'infinity')) AS version
    FROM property_firms_firm firm
    JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
    LEFT JOIN governance_street street ON street.district_id = firm.district_id AND street.id = firm.street_id
    WHERE firm.district_id = %(district)s AND firm.id > %(after)s
      AND unit.valid_from <= %(on)s AND %(on)s < unit.valid_to
      AND (%(street)s::bigint IS NULL OR firm.street_id = %(street)s)
      AND (%(within_street)s::bigint IS NULL OR firm.street_id = %(within_street)s)
      AND %(community)s::bigint IS NULL
      AND (%(codes)s::text[] IS NULL OR unit.uscc = ANY (%(codes)s::text[]))
      AND (%(kinds)s::text[] IS NULL OR firm.kind = ANY (%(kinds)s::text[]))
      AND (%(q)s = '' OR strpos(unit.name, %(q)s) > 0 OR strpos(unit.uscc, %(q)s) > 0)
) firm
WHERE (%(party_organisation)s::boolean IS NULL OR party_organisation = %(party_organisation)s)
  AND (%(instructor)s::boolean IS NULL OR instructor = %(instructor)s)
ORDER BY id
LIMIT %(limit)s
