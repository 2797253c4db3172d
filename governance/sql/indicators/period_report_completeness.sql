-- Reports of periods that fell due within the year before the day, and those of them that were approved by then.
-- Rows by report and stretch of time, half-open, in its own street: not yet approved, then approved. Parameter: %(district)s.
SELECT report.id AS member_id, report.period || '/' || COALESCE(street.code, report.district_id::text) AS code,
       report.period || COALESCE(' · ' || street.name, '') AS name,
       report.period AS name_pinyin, report.street_id, NULL::bigint AS community_id, stretch.valid_from,
       stretch.valid_to, stretch.numerator, 1 AS denominator
FROM governance_periodreport report
LEFT JOIN governance_street street ON street.district_id = report.district_id AND street.id = report.street_id
CROSS JOIN LATERAL (
    SELECT GREATEST(report.due_on, COALESCE(report.approved_on, DATE '9999-12-31')) AS approved_on, report.due_on + 365 AS ends_on
) told
CROSS JOIN LATERAL (
    VALUES (report.due_on, LEAST(told.approved_on, told.ends_on), 0), (told.approved_on, told.ends_on, 1)
) stretch(valid_from, valid_to, numerator)
WHERE report.district_id = %(district)s AND stretch.valid_from < stretch.valid_to
