-- The subsidy of each enrolled courtyard in each month from %(first)s to %(last)s (first days of months), as
-- `subsidies.rules.entitlement` says it in words. One row per courtyard and month of its (at most 36) ones.
-- The ledger, the forecast and every scenario are this statement: %(scenario)s is NULL, or what is supposed instead of what
-- stands: {"scheme": {…}, "rates": […], "shares": […]} in place of all versions of the scheme's key, "bounds" of the stars by
-- score, "places" that are enrolled as well, each with the star and score it has for as long as it is not rated. Facts of
-- months after %(known)s are those of that month.
-- %(blacklisted)s: by month the firms on the black list, where a scheme asks. An entitled row without a rate within the cap
-- has no amount, and the ledger refuses it. Parameters: %(district)s and these.
WITH supposed AS (
    SELECT %(scenario)s::jsonb AS said
), months AS (
    SELECT day::date AS month, (day + interval '1 month')::date AS next, LEAST(day::date, %(known)s::date) AS facts_on
    FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS day
), schemes AS (
    SELECT id, key, in_force, cap_yuan_per_m2_month AS cap, months, tiers, area_basis, proration, unit_fen, income_percent,
           district_percent, star_least, fees_least, no_veto, no_blacklist, keeps_covenant, keeps_mode
    FROM subsidies_subsidyscheme
    WHERE district_id = %(district)s AND status IN ('released', 'superseded')
      AND key IS DISTINCT FROM (SELECT said->'scheme'->>'key' FROM supposed)
    UNION ALL
    SELECT 0, said.key, daterange(NULL, NULL), said.cap, said.months, said.tiers, said.area_basis, said.proration,
           said.unit_fen, said.income_percent, said.district_percent, said.star_least, said.fees_least, said.no_veto,
           said.no_blacklist, said.keeps_covenant, said.keeps_mode
    FROM supposed, jsonb_to_recordset(jsonb_build_array(supposed.said->'scheme')) AS said (
        key text, cap numeric, months int, tiers text, area_basis text, proration text, unit_fen int,
        income_percent numeric, district_percent numeric, star_least int, fees_least numeric, no_veto boolean,
        no_blacklist boolean, keeps_covenant boolean, keeps_mode boolean)
    WHERE supposed.said->'scheme' IS NOT NULL
), rates AS (
    SELECT rate.scheme_id, rate.id, rate.year_index, rate.star, rate.rate_yuan_per_m2_month AS value
    FROM subsidies_raterow rate
    JOIN schemes ON schemes.id = rate.scheme_id AND rate.rate_yuan_per_m2_month <= LEAST(schemes.cap, 0.30)
    WHERE rate.district_id = %(district)s
    UNION ALL
    SELECT 0, NULL, said.year_index, said.star, said.value
    FROM supposed, jsonb_to_recordset(supposed.said->'rates') AS said (year_index int, star int, value numeric)
    JOIN schemes ON schemes.id = 0 AND said.value <= LEAST(schemes.cap, 0.30)
), shares AS (
    SELECT scheme_id, id, score_from, share_percent AS value,
           lead(score_from) OVER (PARTITION BY scheme_id ORDER BY score_from) AS below
    FROM (
        SELECT share.scheme_id, share.id, share.score_from, share.share_percent FROM subsidies_scoreshare share
        JOIN schemes ON schemes.id = share.scheme_id
        WHERE share.district_id = %(district)s
        UNION ALL
        SELECT 0, NULL, said.score_from, said.value
        FROM supposed, jsonb_to_recordset(supposed.said->'shares') AS said (score_from numeric, value numeric)
    ) every
), turned AS (
    -- Where a courtyard came under another scheme, as `subsidies.rules.eras` has it: each earlier one with the months from when
    -- until before when, and without a scheme the month from which the enrolment's own one holds. Nothing for most courtyards.
    SELECT enrolment_id, scheme_id, lag(until) OVER (PARTITION BY enrolment_id ORDER BY until) AS since, until
    FROM subsidies_earlierscheme WHERE district_id = %(district)s
    UNION ALL
    SELECT enrolment_id, NULL, max(until), NULL
    FROM subsidies_earlierscheme WHERE district_id = %(district)s
    GROUP BY enrolment_id
), enrolled AS (
    SELECT enrolment.id, enrolment.courtyard_id, scheme.key, COALESCE(turned.since, enrolment.first_month) AS since,
           COALESCE(turned.until, DATE '9999-12-31') AS until, enrolment.first_month, enrolment.started_on, enrolment.left_on,
           NULL::int AS star_until, NULL::numeric AS score_until
    FROM subsidies_enrolment enrolment
    LEFT JOIN turned ON turned.enrolment_id = enrolment.id
    JOIN subsidies_subsidyscheme scheme
      ON scheme.district_id = enrolment.district_id AND scheme.id = COALESCE(turned.scheme_id, enrolment.scheme_id)
    WHERE enrolment.district_id = %(district)s
    UNION ALL
    SELECT NULL, said.courtyard, said.key, said.first_month, DATE '9999-12-31', said.first_month, NULL,
           NULL, said.star, said.score
    FROM supposed, jsonb_to_recordset(supposed.said->'places') AS said (
        courtyard bigint, key text, first_month date, star int, score numeric)
    WHERE NOT EXISTS (SELECT FROM subsidies_enrolment already
                      WHERE already.district_id = %(district)s AND already.courtyard_id = said.courtyard)
), places AS (
    SELECT enrolled.id AS enrolment_id, enrolled.courtyard_id, enrolled.first_month, enrolled.started_on, enrolled.star_until,
           enrolled.score_until, courtyard.street_id,
           courtyard.code, courtyard.name, courtyard.area_m2, months.month, months.next, months.facts_on, schemes.id AS scheme_id,
           schemes.months, schemes.tiers, schemes.area_basis, schemes.proration, schemes.unit_fen, schemes.income_percent,
           schemes.district_percent, schemes.star_least, schemes.fees_least, schemes.no_veto, schemes.no_blacklist,
           schemes.keeps_covenant, schemes.keeps_mode,
           -- The first day outside, where there is one: the subsidy was left, or the place left the register.
           NULLIF(LEAST(COALESCE(enrolled.left_on, DATE '9999-12-31'), courtyard.valid_to), DATE '9999-12-31') AS ended_on,
           ((extract(year FROM months.month) - extract(year FROM enrolled.first_month)) * 12
            + extract(month FROM months.month) - extract(month FROM enrolled.first_month) + 1)::int AS month_index
    FROM enrolled
    JOIN courtyards_courtyard courtyard
      ON courtyard.district_id = %(district)s AND courtyard.id = enrolled.courtyard_id
    JOIN months ON months.month >= enrolled.since AND months.month < enrolled.until
     AND months.month < enrolled.first_month + interval '36 months'
    JOIN schemes ON schemes.key = enrolled.key AND schemes.in_force @> months.month
), latest AS (
    SELECT DISTINCT ON (result.round_id, result.courtyard_id) result.round_id, result.courtyard_id, result.id, result.revision,
           result.score, result.star, result.is_vetoed, result.recorded_at, result.change_id, round.year, round.applies,
           -- With other bounds the score says the star; the vetoes hold as they did.
           CASE WHEN supposed.said->'bounds' IS NOT NULL THEN LEAST(
               COALESCE((SELECT max(bound.key::int) FROM jsonb_each_text(supposed.said->'bounds') bound
                         WHERE bound.value::numeric <= result.score), 0),
               COALESCE((SELECT min((veto->>'star_cap')::int) FROM jsonb_array_elements(result.told->'vetoes') veto), 5))
           ELSE result.star END AS star_then
    FROM ratings_ratinground round
    JOIN ratings_ratingresult result ON result.district_id = round.district_id AND result.round_id = round.id
    CROSS JOIN supposed
    WHERE round.district_id = %(district)s AND round.status IN ('computed', 'announced')
    ORDER BY result.round_id, result.courtyard_id, result.revision DESC
), stars AS (
    -- In each month the round that counts for it. A star that was revoked counts no more from the month on that the decision
    -- names: the courtyard is then rated, but without a star, and it is no veto that says so.
    SELECT latest.courtyard_id, months.month, latest.id AS result_id, latest.revision, latest.score, latest.year,
           latest.recorded_at, latest.change_id, latest.star AS star_given, revoked.id AS revoked_id,
           CASE WHEN revoked.id IS NULL THEN latest.star_then ELSE 0 END AS star,
           latest.is_vetoed AND revoked.id IS NULL AS is_vetoed
    FROM latest
    JOIN months ON latest.applies @> months.facts_on
    LEFT JOIN ratings_stardecision revoked
      ON revoked.district_id = %(district)s AND revoked.round_id = latest.round_id
     AND revoked.courtyard_id = latest.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
     AND revoked.counts_from <= months.month
), fees AS (
    -- What was receivable and received in the returns of the twelve months that end with the month.
    SELECT told.courtyard_id, months.month, sum(told.receivable_fen)::bigint AS receivable_fen,
           sum(told.received_fen)::bigint AS received_fen, count(*)::int AS returns
    FROM months
    JOIN property_firms_feereturn told
      ON upper(told.period) <= months.facts_on + interval '1 month' AND upper(told.period) > months.facts_on - interval '11 months'
    WHERE told.district_id = %(district)s
      AND EXISTS (SELECT FROM places WHERE fees_least IS NOT NULL OR area_basis = 'paying')
    GROUP BY told.courtyard_id, months.month
), incomes AS (
    SELECT told.courtyard_id, months.month, sum(told.amount_fen)::bigint AS income_fen
    FROM months
    JOIN subsidies_publicincome told ON told.year = extract(year FROM months.facts_on) - 1
    WHERE told.district_id = %(district)s AND EXISTS (SELECT FROM places WHERE income_percent > 0)
    GROUP BY told.courtyard_id, months.month
), black AS (
    SELECT DISTINCT contract.courtyard_id, months.month
    FROM jsonb_to_recordset(%(blacklisted)s::jsonb) AS listed (month date, firm bigint)
    JOIN months ON months.facts_on = listed.month
    JOIN property_firms_servicecontract contract
      ON contract.district_id = %(district)s AND contract.firm_id = listed.firm
     AND contract.valid_from <= months.facts_on AND contract.valid_to > months.facts_on
), absent AS (
    -- A month that was left, or come back to, in its midst is not paid either.
    SELECT DISTINCT absence.enrolment_id, months.month
    FROM months
    JOIN subsidies_absence absence ON absence.left_on < months.next AND absence.back_on > months.month
    WHERE absence.district_id = %(district)s
), facts AS (
    SELECT places.*, (places.month_index + 11) / 12 AS year_index, places.next - places.month AS of_days,
           COALESCE(stars.star, places.star_until) AS star, COALESCE(stars.score, places.score_until) AS score,
           stars.is_vetoed, stars.result_id, stars.revision, stars.year AS round_year,
           stars.recorded_at AS rated_at, stars.change_id AS rated_by, stars.star_given, stars.revoked_id,
           fees.receivable_fen, fees.received_fen, fees.returns, COALESCE(incomes.income_fen, 0) AS income_fen,
           black.month IS NOT NULL AS is_blacklisted, absent.month IS NOT NULL AS is_away,
           NOT places.keeps_covenant OR EXISTS (
               SELECT FROM courtyards_covenant held
               WHERE held.district_id = %(district)s AND held.courtyard_id = places.courtyard_id
                 AND held.valid_from <= places.facts_on AND held.valid_to > places.facts_on) AS has_covenant,
           NOT places.keeps_mode OR EXISTS (
               SELECT FROM courtyards_modeconfirmation held
               WHERE held.district_id = %(district)s AND held.courtyard_id = places.courtyard_id
                 AND held.valid_from <= places.facts_on AND held.valid_to > places.facts_on) AS has_mode,
           CASE places.proration
               WHEN 'days' THEN GREATEST(LEAST(COALESCE(places.ended_on, places.next), places.next)
                                         - GREATEST(COALESCE(places.started_on, places.month), places.month), 0)
               ELSE CASE WHEN places.ended_on < places.next THEN 0 ELSE places.next - places.month END
           END AS inside_days
    FROM places
    LEFT JOIN stars ON stars.courtyard_id = places.courtyard_id AND stars.month = places.month
    LEFT JOIN fees ON fees.courtyard_id = places.courtyard_id AND fees.month = places.month
    LEFT JOIN incomes ON incomes.courtyard_id = places.courtyard_id AND incomes.month = places.month
    LEFT JOIN absent ON absent.enrolment_id = places.enrolment_id AND absent.month = places.month
    LEFT JOIN black ON black.courtyard_id = places.courtyard_id AND black.month = places.month
    WHERE places.month_index <= LEAST(places.months, 36)
), outcomes AS (
    -- OFFSET 0: the reason is found once, and not wherever the amounts speak of it.
    SELECT facts.*,
           CASE WHEN ended_on IS NOT NULL AND inside_days = 0 THEN 'left'
                WHEN is_away THEN 'away'
                WHEN star IS NULL THEN 'not_rated'
                WHEN is_vetoed AND (no_veto OR star = 0) THEN 'vetoed'
                WHEN star < GREATEST(star_least, CASE tiers WHEN 'star' THEN 1 ELSE 0 END) THEN CASE star WHEN 0 THEN 'no_star' ELSE 'low_star' END
                WHEN NOT has_covenant THEN 'no_covenant'
                WHEN NOT has_mode THEN 'no_mode'
                WHEN no_blacklist AND is_blacklisted THEN 'blacklisted'
                WHEN (fees_least IS NOT NULL OR area_basis = 'paying') AND COALESCE(receivable_fen, 0) = 0 THEN 'no_returns'
                WHEN received_fen * 100 < fees_least * receivable_fen THEN 'low_fees'
                WHEN area_m2 IS NULL THEN 'no_area'
                ELSE 'entitled' END AS outcome
    FROM facts OFFSET 0
), rated AS (
    SELECT outcomes.*, rates.id AS rate_id, shares.id AS share_id,
           CASE outcomes.tiers WHEN 'share' THEN round(rates.value * shares.value / 100, 4) ELSE rates.value END AS rate,
           CASE outcomes.area_basis
               WHEN 'paying' THEN (div(2 * outcomes.area_m2 * 100 * LEAST(outcomes.received_fen, outcomes.receivable_fen)
                                       + outcomes.receivable_fen, 2 * outcomes.receivable_fen) / 100)::numeric(12, 2)
               ELSE outcomes.area_m2 END AS paid_area_m2
    FROM outcomes
    LEFT JOIN rates ON outcomes.outcome = 'entitled' AND rates.scheme_id = outcomes.scheme_id
     AND rates.year_index = outcomes.year_index
     AND CASE outcomes.tiers WHEN 'share' THEN rates.star IS NULL ELSE rates.star = outcomes.star END
    LEFT JOIN shares ON outcomes.outcome = 'entitled' AND outcomes.tiers = 'share' AND shares.scheme_id = outcomes.scheme_id
     AND shares.score_from <= outcomes.score AND (shares.below IS NULL OR outcomes.score < shares.below)
), gross AS (
    -- OFFSET 0: each amount is computed once, and not wherever the next one speaks of it.
    SELECT rated.*, once.fen
    FROM rated
    CROSS JOIN LATERAL (
        SELECT CASE rated.outcome WHEN 'entitled' THEN
            round(rated.paid_area_m2 * rated.rate * 100 * rated.inside_days / rated.of_days) ELSE 0 END AS fen OFFSET 0) once
), deducted AS (
    SELECT gross.*, CASE outcome WHEN 'entitled' THEN LEAST(round(income_fen * income_percent / 1200), fen) ELSE 0 END AS less
    FROM gross
), amounts AS (
    SELECT deducted.*, once.entitled_fen
    FROM deducted
    CROSS JOIN LATERAL (
        SELECT (floor((deducted.fen - deducted.less) / deducted.unit_fen) * deducted.unit_fen)::bigint AS entitled_fen OFFSET 0
    ) once
)
SELECT street_id, courtyard_id, code, name, enrolment_id, scheme_id, month, facts_on, month_index, year_index, first_month,
       started_on, ended_on, is_away, area_m2, CASE outcome WHEN 'entitled' THEN paid_area_m2 ELSE 0 END AS paid_area_m2,
       star, score, is_vetoed, result_id, revision, round_year, rated_at, rated_by, star_given, revoked_id, receivable_fen,
       received_fen, returns, income_fen, has_covenant, has_mode, is_blacklisted, outcome, rate_id, share_id,
       CASE outcome WHEN 'entitled' THEN rate ELSE 0 END AS rate, CASE outcome WHEN 'entitled' THEN inside_days ELSE 0 END AS days,
       of_days, less::bigint AS deducted_fen, unit_fen, entitled_fen, round(entitled_fen * district_percent / 100)::bigint
           AS district_fen
FROM amounts
