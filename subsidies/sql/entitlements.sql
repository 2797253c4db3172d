-- The subsidy of a month: floor area × rate for every enrolled courtyard, with all that the amount follows from.
-- One row per courtyard in its (at most 36) months, or with an earlier line that must now be taken back.
-- `is_due`: there is no line yet, or the latest one differs in outcome, area, star, rate or amount.
-- An entitled row without a rate within the cap has no amount, and the ledger refuses it.
-- Parameters: %(district)s, %(month)s the first day of the month.
WITH places AS (
    SELECT enrolment.id AS enrolment_id, enrolment.street_id, enrolment.courtyard_id, enrolment.scheme_id,
           enrolment.first_month, courtyard.code, courtyard.name, courtyard.area_m2,
           scheme.cap_yuan_per_m2_month AS cap, scheme.months,
           -- The first day outside, where there is one: the subsidy was left, or the place left the register.
           NULLIF(LEAST(COALESCE(enrolment.left_on, DATE '9999-12-31'), courtyard.valid_to), DATE '9999-12-31')
               AS ended_on,
           ((extract(year FROM %(month)s::date) - extract(year FROM enrolment.first_month)) * 12
            + extract(month FROM %(month)s::date) - extract(month FROM enrolment.first_month) + 1)::int AS month_index
    FROM subsidies_enrolment enrolment
    JOIN courtyards_courtyard courtyard
      ON courtyard.district_id = enrolment.district_id AND courtyard.id = enrolment.courtyard_id
    JOIN subsidies_subsidyscheme scheme
      ON scheme.district_id = enrolment.district_id AND scheme.id = enrolment.scheme_id
    WHERE enrolment.district_id = %(district)s AND enrolment.first_month <= %(month)s::date
), stars AS (
    -- The latest revision in the one round that counts for the month. A star that was revoked counts no more from the month
    -- on that the decision names: the courtyard is then rated, but without a star, and it is no veto that says so.
    SELECT DISTINCT ON (result.courtyard_id) result.courtyard_id, result.id, result.revision, result.score,
           CASE WHEN revoked.id IS NULL THEN result.star ELSE 0 END AS star,
           result.is_vetoed AND revoked.id IS NULL AS is_vetoed, result.recorded_at, person.actor_name, round.year,
           CASE WHEN revoked.id IS NOT NULL THEN jsonb_build_object(
               'decision', revoked.id, 'star', result.star, 'from', revoked.counts_from, 'document', revoked.document,
               'ground', revoked.ground, 'proposed_by', revoked.proposed_by_name, 'decided_by', revoked.decided_by_name,
               'decided_on', revoked.decided_on) END AS revoked
    FROM ratings_ratinground round
    JOIN ratings_ratingresult result ON result.district_id = round.district_id AND result.round_id = round.id
    LEFT JOIN governance_change person
      ON person.district_id = result.district_id AND person.id = result.change_id
    LEFT JOIN ratings_stardecision revoked
      ON revoked.district_id = result.district_id AND revoked.round_id = round.id
     AND revoked.courtyard_id = result.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
     AND revoked.counts_from <= %(month)s::date
    WHERE round.district_id = %(district)s AND round.status IN ('computed', 'announced')
      AND round.applies @> %(month)s::date
    ORDER BY result.courtyard_id, result.revision DESC
), lines AS (
    SELECT courtyard_id, max(sequence) AS sequence, sum(amount_fen)::bigint AS earlier_fen,
           jsonb_agg(jsonb_build_object('line', id, 'sequence', sequence, 'amount_fen', amount_fen,
                                        'recorded_at', recorded_at) ORDER BY sequence) AS earlier
    FROM subsidies_entitlementline
    WHERE district_id = %(district)s AND month = %(month)s::date
    GROUP BY courtyard_id
), facts AS (
    SELECT places.*, (places.month_index + 11) / 12 AS year_index, stars.star, lines.sequence AS latest_sequence,
           COALESCE(lines.earlier_fen, 0) AS earlier_fen, COALESCE(lines.earlier, '[]') AS earlier,
           CASE WHEN places.ended_on < %(month)s::date + interval '1 month' THEN 'left'
                WHEN stars.star IS NULL THEN 'not_rated'
                WHEN stars.star = 0 AND stars.is_vetoed THEN 'vetoed'
                WHEN stars.star = 0 THEN 'no_star'
                WHEN places.area_m2 IS NULL THEN 'no_area'
                ELSE 'entitled' END AS outcome,
           CASE WHEN stars.star IS NOT NULL THEN jsonb_build_object(
               'value', stars.star, 'is_vetoed', stars.is_vetoed, 'score', stars.score::text, 'round', stars.year,
               'result', stars.id, 'revision', stars.revision, 'recorded_at', stars.recorded_at,
               'recorded_by', stars.actor_name, 'revoked', stars.revoked) END AS star_read
    FROM places
    LEFT JOIN stars ON stars.courtyard_id = places.courtyard_id
    LEFT JOIN lines ON lines.courtyard_id = places.courtyard_id
    WHERE places.month_index <= LEAST(places.months, 36)
      AND (places.ended_on IS NULL OR places.ended_on >= %(month)s::date + interval '1 month'
           OR lines.sequence IS NOT NULL)
), rates AS (
    SELECT rate.scheme_id, rate.year_index, rate.star, rate.rate_yuan_per_m2_month AS value,
           jsonb_build_object(
               'row', rate.id, 'year_index', rate.year_index, 'star', rate.star,
               'value', rate.rate_yuan_per_m2_month::text,
               'clause', jsonb_build_object('number', clause.number, 'text', clause.text),
               'version_id', version.version_id, 'recorded_at', version.known_from,
               'recorded_by', person.actor_name) AS rate_read
    FROM subsidies_raterow rate
    JOIN subsidies_subsidyscheme scheme ON scheme.district_id = rate.district_id AND scheme.id = rate.scheme_id
     AND rate.rate_yuan_per_m2_month <= LEAST(scheme.cap_yuan_per_m2_month, 0.30)
    JOIN subsidies_schemeclause clause ON clause.district_id = rate.district_id AND clause.id = rate.clause_id
    LEFT JOIN history.subsidies_raterow version
      ON version.district_id = rate.district_id AND version.id = rate.id AND version.known_to = 'infinity'
    LEFT JOIN governance_change person
      ON person.district_id = rate.district_id AND person.id = version.version_change_id
    WHERE rate.district_id = %(district)s AND rate.star >= 1
), schemes AS (
    SELECT scheme.id, jsonb_build_object(
               'key', scheme.key, 'version', scheme.version, 'title', scheme.title, 'document', scheme.document,
               'is_example', scheme.is_example, 'cap', scheme.cap_yuan_per_m2_month::text, 'months', scheme.months,
               'cap_clause', (SELECT jsonb_build_object('number', clause.number, 'text', clause.text)
                              FROM subsidies_schemeclause clause WHERE clause.district_id = scheme.district_id
                                AND clause.scheme_id = scheme.id AND clause.number = scheme.cap_clause),
               'months_clause', (SELECT jsonb_build_object('number', clause.number, 'text', clause.text)
                                 FROM subsidies_schemeclause clause WHERE clause.district_id = scheme.district_id
                                   AND clause.scheme_id = scheme.id AND clause.number = scheme.months_clause),
               'version_id', version.version_id, 'recorded_at', version.known_from,
               'recorded_by', person.actor_name) AS scheme_read
    FROM subsidies_subsidyscheme scheme
    LEFT JOIN history.subsidies_subsidyscheme version
      ON version.district_id = scheme.district_id AND version.id = scheme.id AND version.known_to = 'infinity'
    LEFT JOIN governance_change person
      ON person.district_id = scheme.district_id AND person.id = version.version_change_id
    WHERE scheme.district_id = %(district)s
), amounts AS (
    SELECT facts.*, CASE facts.outcome WHEN 'entitled' THEN rates.value ELSE 0 END AS rate,
           CASE facts.outcome WHEN 'entitled' THEN round(facts.area_m2 * rates.value * 100) ELSE 0 END::bigint
               AS entitled_fen,
           CASE facts.outcome WHEN 'entitled' THEN rates.rate_read END AS rate_read
    FROM facts
    LEFT JOIN rates ON rates.scheme_id = facts.scheme_id AND rates.year_index = facts.year_index
                   AND rates.star = facts.star
), due AS (
    SELECT amounts.*, latest.id IS NULL OR
           (latest.outcome, latest.area_m2, latest.star, latest.rate_yuan_per_m2_month, latest.entitled_fen)
           IS DISTINCT FROM (amounts.outcome, COALESCE(amounts.area_m2, 0), amounts.star, amounts.rate,
                             amounts.entitled_fen) AS is_due
    FROM amounts
    LEFT JOIN subsidies_entitlementline latest
      ON latest.district_id = %(district)s AND latest.month = %(month)s::date
     AND latest.courtyard_id = amounts.courtyard_id AND latest.sequence = amounts.latest_sequence
), areas AS (
    -- The version in which the area got its present value: whoever renamed the place later did not enter it.
    SELECT DISTINCT ON (told.id) told.id, told.version_id, told.known_from, person.actor_name
    FROM (SELECT version.id, version.version_id, version.known_from, version.version_change_id, version.district_id,
                 version.area_m2 IS NOT DISTINCT FROM lag(version.area_m2) OVER versions
                     AND row_number() OVER versions > 1 AS is_repeated
          FROM history.courtyards_courtyard version
          JOIN due ON due.courtyard_id = version.id AND due.is_due
          WHERE version.district_id = %(district)s
          WINDOW versions AS (PARTITION BY version.id ORDER BY version.known_from, version.version_id)) told
    LEFT JOIN governance_change person
      ON person.district_id = told.district_id AND person.id = told.version_change_id
    WHERE NOT told.is_repeated
    ORDER BY told.id, told.known_from DESC, told.version_id DESC
), enrolments AS (
    SELECT version.id, version.version_id, version.known_from, person.actor_name
    FROM history.subsidies_enrolment version
    LEFT JOIN governance_change person
      ON person.district_id = version.district_id AND person.id = version.version_change_id
    WHERE version.district_id = %(district)s AND version.known_to = 'infinity'
), acceptances AS (
    SELECT DISTINCT ON (places.courtyard_id) places.courtyard_id, renovation.accepted_on, renovation.document,
           version.version_id, version.known_from, person.actor_name
    FROM places
    JOIN courtyards_renovation renovation
      ON renovation.district_id = %(district)s AND renovation.courtyard_id = places.courtyard_id
     AND renovation.accepted_on < places.first_month
    LEFT JOIN history.courtyards_renovation version
      ON version.district_id = renovation.district_id AND version.id = renovation.id AND version.known_to = 'infinity'
    LEFT JOIN governance_change person
      ON person.district_id = version.district_id AND person.id = version.version_change_id
    ORDER BY places.courtyard_id, renovation.accepted_on DESC, renovation.id DESC
)
SELECT %(district)s::int AS district_id, due.street_id, due.courtyard_id, due.enrolment_id, due.scheme_id,
       %(month)s::date AS month, COALESCE(due.latest_sequence + 1, 0) AS sequence, due.month_index, due.year_index,
       COALESCE(due.area_m2, 0) AS area_m2, due.star, due.rate AS rate_yuan_per_m2_month, due.outcome,
       due.entitled_fen, due.earlier_fen, due.entitled_fen - due.earlier_fen AS amount_fen, due.is_due,
       CASE WHEN due.is_due THEN jsonb_build_object(
           'formula', CASE due.outcome
               WHEN 'entitled' THEN format('%%s ㎡ × %%s 元/㎡/月 = %%s 元', due.area_m2, due.rate,
                                           (due.entitled_fen / 100.0)::numeric(16, 2))
               ELSE '0.00 元' END,
           'month', to_char(%(month)s::date, 'YYYY-MM'), 'month_index', due.month_index,
           'year_index', due.year_index, 'outcome', due.outcome,
           'area', jsonb_build_object(
               'value', due.area_m2::text, 'courtyard', due.code, 'name', due.name, 'version_id', areas.version_id,
               'recorded_at', areas.known_from, 'recorded_by', areas.actor_name),
           'star', due.star_read, 'rate', due.rate_read, 'scheme', schemes.scheme_read,
           'enrolment', jsonb_build_object(
               'first_month', due.first_month, 'ended_on', due.ended_on, 'version_id', enrolments.version_id,
               'recorded_at', enrolments.known_from, 'recorded_by', enrolments.actor_name),
           'acceptance', CASE WHEN acceptances.courtyard_id IS NOT NULL THEN jsonb_build_object(
               'accepted_on', acceptances.accepted_on, 'document', acceptances.document,
               'version_id', acceptances.version_id, 'recorded_at', acceptances.known_from,
               'recorded_by', acceptances.actor_name) END,
           'entitled_fen', due.entitled_fen, 'earlier', due.earlier, 'earlier_fen', due.earlier_fen,
           'amount_fen', due.entitled_fen - due.earlier_fen) END AS explanation
FROM due
JOIN schemes ON schemes.id = due.scheme_id
LEFT JOIN areas ON areas.id = due.courtyard_id
LEFT JOIN enrolments ON enrolments.id = due.enrolment_id
LEFT JOIN acceptances ON acceptances.courtyard_id = due.courtyard_id
