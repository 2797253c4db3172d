-- Courtyards in the subsidy that began by the day, with their counter of months on it.
-- One row per enrolment after the id %(after)s. `scheme` holds after the last of `earlier_schemes`. Months away are counted among those used; money in yuan.
-- Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s, %(community)s, %(q)s, %(ending)s, %(left)s,
-- %(courtyards)s (NULL: any), %(limit)s.
SELECT *
FROM (
    SELECT enrolment.id, jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
           jsonb_build_object('code', street.code, 'name', street.name) AS street,
           scheme.key AS scheme, scheme.version AS scheme_version,
           (SELECT COALESCE(jsonb_agg(jsonb_build_object('scheme', before.key, 'until', to_char(earlier.until, 'YYYY-MM'))
                                      ORDER BY earlier.until), '[]')
            FROM subsidies_earlierscheme earlier
            JOIN subsidies_subsidyscheme before ON before.district_id = earlier.district_id AND before.id = earlier.scheme_id
            WHERE earlier.district_id = enrolment.district_id AND earlier.enrolment_id = enrolment.id) AS earlier_schemes,
           to_char(enrolment.first_month, 'YYYY-MM') AS first_month,
           to_char(enrolment.first_month + make_interval(months => span.months - 1), 'YYYY-MM') AS last_month, span.months,
           span.used AS months_used, span.months - span.used AS months_left,
           (SELECT count(DISTINCT absent.month)
            FROM subsidies_absence absence
            CROSS JOIN LATERAL generate_series(
                GREATEST(date_trunc('month', absence.left_on::timestamp), enrolment.first_month::timestamp),
                LEAST(absence.back_on - 1, %(on)s::date, enrolment.first_month + make_interval(months => span.months - 1)),
                interval '1 month') absent(month)
            WHERE absence.district_id = enrolment.district_id AND absence.enrolment_id = enrolment.id)::int AS months_away,
           enrolment.started_on, CASE WHEN enrolment.left_on <= %(on)s THEN enrolment.left_on END AS left_on,
           NULLIF(LEAST(COALESCE(enrolment.left_on, DATE '9999-12-31'), courtyard.valid_to), DATE '9999-12-31') AS ended_on,
           enrolment.left_because,
           span.used < span.months OR span.running = span.months AS is_running,
           span.running BETWEEN span.months - 5 AND span.months AS is_ending,
           (SELECT COALESCE(sum(line.amount_fen), 0) / 100.0 FROM subsidies_entitlementline line
            WHERE line.district_id = enrolment.district_id AND line.courtyard_id = enrolment.courtyard_id
              AND line.month <= %(on)s)::numeric(14, 2) AS entitled_yuan,
           (SELECT COALESCE(sum(payment.amount_fen), 0) / 100.0 FROM subsidies_paymentline payment
            WHERE payment.district_id = enrolment.district_id AND payment.paid_on <= %(on)s
              AND payment.courtyard_id = enrolment.courtyard_id)::numeric(14, 2) AS paid_yuan
    FROM subsidies_enrolment enrolment
    JOIN courtyards_courtyard courtyard
      ON courtyard.district_id = enrolment.district_id AND courtyard.id = enrolment.courtyard_id
    JOIN governance_street street ON street.district_id = enrolment.district_id AND street.id = enrolment.street_id
    JOIN subsidies_subsidyscheme scheme ON scheme.district_id = enrolment.district_id AND scheme.id = enrolment.scheme_id
    CROSS JOIN LATERAL (
        -- By the version of its scheme that is in force last.
        SELECT LEAST(COALESCE((
                   SELECT released.months FROM subsidies_subsidyscheme released
                   WHERE released.district_id = scheme.district_id AND released.key = scheme.key AND released.status = 'released'
               ), scheme.months), 36)::int AS months,
               ((extract(year FROM %(on)s::date) - extract(year FROM enrolment.first_month)) * 12
                + extract(month FROM %(on)s::date) - extract(month FROM enrolment.first_month) + 1)::int AS running
    ) counted
    CROSS JOIN LATERAL (SELECT counted.months, counted.running, LEAST(counted.running, counted.months) AS used) span
    WHERE enrolment.district_id = %(district)s AND enrolment.id > %(after)s AND enrolment.first_month <= %(on)s
      AND (%(street)s::bigint IS NULL OR enrolment.street_id = %(street)s)
      AND (%(within_street)s::bigint IS NULL OR enrolment.street_id = %(within_street)s)
      AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
      AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
      AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
) enrolled
WHERE (%(ending)s::boolean IS NULL OR (is_ending AND left_on IS NULL) = %(ending)s)
  AND (%(left)s::boolean IS NULL OR (left_on IS NOT NULL) = %(left)s)
ORDER BY id
LIMIT %(limit)s
