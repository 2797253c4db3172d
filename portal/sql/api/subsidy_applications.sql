-- Applications for the subsidy that were made by the day, with where they stand.
-- One row per application after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(steps)s, %(applicants)s, %(courtyards)s (NULL: any), %(limit)s.
SELECT application.id, application.number, jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
       jsonb_build_object('code', street.code, 'name', street.name) AS street, application.applicant,
       application.applicant_name, scheme.key AS scheme, scheme.version AS scheme_version,
       to_char(application.first_month, 'YYYY-MM') AS first_month, application.applied_on, application.step,
       application.due_on,
       CASE WHEN application.step = 'enrolled' THEN (
                SELECT act.deed FROM subsidies_applicationact act
                WHERE act.district_id = application.district_id AND act.application_id = application.id
                  AND act.deed IN ('enrol', 'come_back', 'change') ORDER BY act.id DESC LIMIT 1)
            WHEN application.step NOT IN ('rejected', 'withdrawn') THEN COALESCE((
                SELECT CASE WHEN enrolment.left_on IS NULL THEN 'change' ELSE 'come_back' END FROM subsidies_enrolment enrolment
                WHERE enrolment.district_id = application.district_id
                  AND enrolment.courtyard_id = application.courtyard_id), 'enrol') END AS kind,
       approved.area_m2 AS approved_area_m2, shown.last_on AS public_until,
       COALESCE(objected.lodged, 0)::int AS objections, COALESCE(objected.open, 0)::int AS open_objections,
       application.enrolment_id AS enrolment
FROM subsidies_application application
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = application.district_id AND courtyard.id = application.courtyard_id
JOIN governance_street street ON street.district_id = application.district_id AND street.id = application.street_id
JOIN subsidies_subsidyscheme scheme ON scheme.district_id = application.district_id AND scheme.id = application.scheme_id
LEFT JOIN LATERAL (
    SELECT area.area_m2 FROM subsidies_approvedarea area
    WHERE area.district_id = application.district_id AND area.application_id = application.id
    ORDER BY area.id DESC LIMIT 1
) approved ON true
LEFT JOIN LATERAL (
    SELECT publicity.last_on
    FROM subsidies_applicationpublicityline line
    JOIN subsidies_applicationpublicity publicity
      ON publicity.district_id = line.district_id AND publicity.id = line.publicity_id
    WHERE line.district_id = application.district_id AND line.application_id = application.id
    ORDER BY line.id DESC LIMIT 1
) shown ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS lodged, count(*) FILTER (WHERE objection.state = 'lodged') AS open
    FROM subsidies_applicationobjection objection
    WHERE objection.district_id = application.district_id AND objection.application_id = application.id
) objected ON true
WHERE application.district_id = %(district)s AND application.id > %(after)s AND application.applied_on <= %(on)s
  AND (%(street)s::bigint IS NULL OR application.street_id = %(street)s)
  AND (%(within_street)s::bigint IS NULL OR application.street_id = %(within_street)s)
  AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
  AND (%(steps)s::text[] IS NULL OR application.step = ANY (%(steps)s::text[]))
  AND (%(applicants)s::text[] IS NULL OR application.applicant = ANY (%(applicants)s::text[]))
  AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
  AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
ORDER BY application.id
LIMIT %(limit)s
