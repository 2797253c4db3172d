-- Courtyards in the register on the day, where they lay on that day, with their four independent dimensions.
-- One row per courtyard after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(codes)s, %(kinds)s, %(three_no)s, %(renovated)s, %(bodies)s, %(modes)s, %(party_cover)s (NULL:
-- any), %(west)s, %(south)s, %(east)s, %(north)s in degrees (NULL: anywhere), %(limit)s.
SELECT *
FROM (
    SELECT courtyard.id, courtyard.code, courtyard.name, courtyard.kind, courtyard.address, courtyard.built_year,
           courtyard.area_m2, courtyard.buildings, courtyard.households, courtyard.residents,
           courtyard.longitude, courtyard.latitude,
           jsonb_build_object('code', street.code, 'name', street.name) AS street,
           jsonb_build_object('code', community.code, 'name', community.name) AS community,
           EXISTS (SELECT FROM courtyards_threenobaseline baseline
                   WHERE baseline.district_id = %(district)s AND baseline.courtyard_id = courtyard.id
                     AND baseline."on" <= %(on)s) AS three_no,
           EXISTS (SELECT FROM courtyards_renovation renovation
                   WHERE renovation.district_id = %(district)s AND renovation.courtyard_id = courtyard.id
                     AND renovation.accepted_on <= %(on)s) AS renovated,
           ARRAY(SELECT committee.kind::text FROM courtyards_committee committee
                 WHERE committee.district_id = %(district)s AND committee.courtyard_id = courtyard.id
                   AND committee.valid_from <= %(on)s AND %(on)s < committee.valid_to
                 ORDER BY committee.kind) AS governance_bodies,
           (SELECT jsonb_build_object('code', unit.uscc, 'name', unit.name)
            FROM property_firms_servicecontract contract
            JOIN property_firms_firm firm
              ON firm.district_id = contract.district_id AND firm.id = contract.firm_id
            JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
            WHERE contract.district_id = %(district)s AND contract.courtyard_id = courtyard.id
              AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to) AS service_provider,
           (SELECT mode.mode::text FROM courtyards_modeconfirmation mode
            WHERE mode.district_id = %(district)s AND mode.courtyard_id = courtyard.id
              AND mode.valid_from <= %(on)s AND %(on)s < mode.valid_to) AS management_mode,
           EXISTS (SELECT FROM party_org_partycover cover
                   WHERE cover.district_id = %(district)s AND cover.courtyard_id = courtyard.id
                     AND cover.valid_from <= %(on)s AND %(on)s < cover.valid_to) AS party_cover,
           (SELECT max(known.version_id) FROM history.courtyards_courtyard known
            WHERE known.id = courtyard.id AND known.known_from <= COALESCE((SELECT portal.as_of()), 'infinity')
              AND known.known_to >= COALESCE((SELECT portal.as_of()), 'infinity')) AS version
    FROM courtyards_courtyard courtyard
    JOIN courtyards_placement placement
      ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
     AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
    JOIN governance_street street
      ON street.district_id = placement.district_id AND street.id = placement.in_street_id
    JOIN governance_community community
      ON community.district_id = placement.district_id AND community.id = placement.in_community_id
    WHERE courtyard.district_id = %(district)s AND courtyard.id > %(after)s
      AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
      AND (%(street)s::bigint IS NULL OR placement.in_street_id = %(street)s)
      AND (%(within_street)s::bigint IS NULL OR placement.in_street_id = %(within_street)s)
      AND (%(community)s::bigint IS NULL OR placement.in_community_id = %(community)s)
      AND (%(codes)s::text[] IS NULL OR courtyard.code = ANY (%(codes)s::text[]))
      AND (%(kinds)s::text[] IS NULL OR courtyard.kind = ANY (%(kinds)s::text[]))
      AND (%(west)s::numeric IS NULL OR (courtyard.longitude BETWEEN %(west)s::numeric AND %(east)s::numeric
        AND courtyard.latitude BETWEEN %(south)s::numeric AND %(north)s::numeric))
      AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
) courtyard
WHERE (%(three_no)s::boolean IS NULL OR three_no = %(three_no)s)
  AND (%(renovated)s::boolean IS NULL OR renovated = %(renovated)s)
  AND (%(bodies)s::text[] IS NULL OR governance_bodies && %(bodies)s::text[])
  AND (%(modes)s::text[] IS NULL OR management_mode = ANY (%(modes)s::text[]))
  AND (%(party_cover)s::boolean IS NULL OR party_cover = %(party_cover)s)
ORDER BY id
LIMIT %(limit)s
