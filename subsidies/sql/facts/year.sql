-- The subsidy year (1 to 3) in which each enrolled courtyard stands in the month of the day.
-- A row per courtyard that is enrolled by then and is not away. Parameters: %(district)s, %(on)s the day.
SELECT courtyard_id AS subject_id, id AS record_id, first_month AS subsidy_since,
       1 + ((EXTRACT(YEAR FROM %(on)s::date) - EXTRACT(YEAR FROM first_month)) * 12
            + EXTRACT(MONTH FROM %(on)s::date) - EXTRACT(MONTH FROM first_month))::int / 12 AS subsidy_year
FROM subsidies_enrolment
WHERE district_id = %(district)s AND first_month <= %(on)s AND first_month + INTERVAL '36 months' > %(on)s
  AND (left_on IS NULL OR left_on > %(on)s)
  AND NOT EXISTS (SELECT FROM subsidies_absence absence
                  WHERE absence.district_id = %(district)s AND absence.enrolment_id = subsidies_enrolment.id
                    AND absence.left_on <= %(on)s AND absence.back_on > %(on)s)
