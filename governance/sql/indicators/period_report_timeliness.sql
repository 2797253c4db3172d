-- Reports of periods that fell due within the year before the day, and those of them that were handed in by their due day.
-- A row per report in its own street, valid half-open from the day after it was due. Parameter: %(district)s.
SELECT report.id AS member_id, report.period || '/' || COALESCE(street.code, report.district_id::text) AS code,
       report.period || COALESCE(' · ' || street.name, '') AS name,
       report.period AS name_pinyin, report.street_id, NULL::bigint AS community_id, report.due_on + 1 AS valid_from,
       report.due_on + 366 AS valid_to, COALESCE(report.handed_in_on <= report.due_on, false)::int AS numerator,
       1 AS denominator
FROM governance_periodreport report
LEFT JOIN governance_street street ON street.district_id = report.district_id AND street.id = report.street_id
WHERE report.district_id = %(district)s
