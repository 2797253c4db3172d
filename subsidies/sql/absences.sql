-- The months that a courtyard was outside the subsidy in the midst of its counter: left, and either come back or not yet.
-- They are counted and not made up for; of a month that began or ended inside nothing is paid either.
-- One row per courtyard and absent month (its first day), up to the 36th. Parameter: %(district)s.
SELECT absence.courtyard_id, absence.enrolment_id, span.month::date AS month, absence.left_on, absence.back_on, absence.id
FROM subsidies_absence absence
JOIN subsidies_enrolment enrolment
  ON enrolment.district_id = absence.district_id AND enrolment.id = absence.enrolment_id
CROSS JOIN LATERAL generate_series(
    GREATEST(date_trunc('month', absence.left_on::timestamp), enrolment.first_month::timestamp),
    LEAST(absence.back_on - 1, enrolment.first_month + interval '35 months'), interval '1 month'
) span(month)
WHERE absence.district_id = %(district)s
