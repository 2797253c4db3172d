-- Courtyards whose floor area is another than the one that was approved: with an application that is approved and not enrolled
-- yet, or enrolled. The approved one is the latest of subsidies_approvedarea; of those enrolled without an application it is
-- what the register said when they were enrolled.
-- One row per courtyard: both areas, and who entered the present one when. Parameters: %(district)s, %(courtyard)s (NULL: all).
WITH held AS (
    SELECT application.courtyard_id, application.id AS application_id, NULL::bigint AS enrolment_id
    FROM subsidies_application application
    WHERE application.district_id = %(district)s AND application.step IN ('finance', 'approved', 'published')
      AND (%(courtyard)s::bigint IS NULL OR application.courtyard_id = %(courtyard)s)
    UNION ALL
    SELECT enrolment.courtyard_id, NULL, enrolment.id
    FROM subsidies_enrolment enrolment
    WHERE enrolment.district_id = %(district)s AND enrolment.left_on IS NULL
      AND (%(courtyard)s::bigint IS NULL OR enrolment.courtyard_id = %(courtyard)s)
), approved AS (
    SELECT held.*, COALESCE(kept.area_m2, CASE WHEN kept.id IS NULL THEN enrolled.area_m2 END) AS approved_m2,
           kept.id IS NOT NULL OR enrolled.known_from IS NOT NULL AS is_known
    FROM held
    LEFT JOIN LATERAL (
        SELECT area.id, area.area_m2 FROM subsidies_approvedarea area
        WHERE area.district_id = %(district)s AND area.courtyard_id = held.courtyard_id
        ORDER BY area.id DESC LIMIT 1
    ) kept ON true
    LEFT JOIN LATERAL (
        SELECT version.area_m2, version.known_from
        FROM history.courtyards_courtyard version
        WHERE version.district_id = %(district)s AND version.id = held.courtyard_id
          AND version.known_from <= (SELECT min(first.known_from) FROM history.subsidies_enrolment first
                                     WHERE first.district_id = %(district)s AND first.id = held.enrolment_id)
        ORDER BY version.known_from DESC, version.version_id DESC LIMIT 1
    ) enrolled ON kept.id IS NULL AND held.enrolment_id IS NOT NULL
)
SELECT courtyard.street_id, courtyard.id AS courtyard_id, courtyard.code, courtyard.name, street.name AS street,
       approved.application_id, approved.enrolment_id, approved.approved_m2, courtyard.area_m2,
       entered.known_from AS changed_at, person.actor_id AS changed_by_id,
       person.actor_name AS changed_by, person.reason AS changed_why
FROM approved
JOIN courtyards_courtyard courtyard ON courtyard.district_id = %(district)s AND courtyard.id = approved.courtyard_id
JOIN governance_street street ON street.district_id = %(district)s AND street.id = courtyard.street_id
LEFT JOIN LATERAL (
    -- The version in which the area got its present value.
    SELECT told.known_from, told.version_change_id
    FROM (SELECT version.known_from, version.version_id, version.version_change_id, version.area_m2,
                 lag(version.area_m2) OVER versions AS before_m2, row_number() OVER versions AS number
          FROM history.courtyards_courtyard version
          WHERE version.district_id = %(district)s AND version.id = courtyard.id
          WINDOW versions AS (ORDER BY version.known_from, version.version_id)) told
    WHERE told.number = 1 OR told.area_m2 IS DISTINCT FROM told.before_m2
    ORDER BY told.known_from DESC, told.version_id DESC LIMIT 1
) entered ON true
LEFT JOIN governance_change person ON person.district_id = %(district)s AND person.id = entered.version_change_id
WHERE approved.is_known AND courtyard.area_m2 IS DISTINCT FROM approved.approved_m2
ORDER BY street.code, courtyard.name_pinyin, courtyard.id
