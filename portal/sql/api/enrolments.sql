-- Courtyards in the subsidy, of those who had begun by the day. `ended_on`: the first day outside, be it that the subsidy was
-- left or the courtyard left the register; days after %(on)s are told as well, for they are known.
-- One row per enrolment after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(courtyards)s (NULL: any), %(limit)s.
SELECT enrolment.id, jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
       jsonb_build_object('code', street.code, 'name', street.name) AS street, scheme.key AS scheme,
       to_char(enrolment.first_month, 'YYYY-MM') AS first_month, enrolment.started_on,
       NULLIF(LEAST(COALESCE(enrolment.left_on, DATE '9999-12-31'), courtyard.valid_to), DATE '9999-12-31') AS ended_on,
       enrolment.left_because
FROM subsidies_enrolment enrolment
JOIN subsidies_subsidyscheme scheme
  ON scheme.district_id = enrolment.district_id AND scheme.id = enrolment.scheme_id
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = enrolment.district_id AND courtyard.id = enrolment.courtyard_id
JOIN governance_street street ON street.district_id = enrolment.district_id AND street.id = enrolment.street_id
WHERE enrolment.district_id = %(district)s AND enrolment.id > %(after)s AND enrolment.first_month <= %(on)s
  AND (%(street)s::bigint IS NULL OR enrolment.street_id = %(street)s)
  AND (%(within_street)s::bigint IS NULL OR enrolment.street_id = %(within_street)s)
  AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
  AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
  AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
ORDER BY enrolment.id
LIMIT %(limit)s
