-- Writes the lines of a month that are due, as entitlements.sql (which takes the place of the braces) computes them.
-- Due is a month without a line, or one whose latest line differs in outcome, area, star, rate, days or amounts. A place that
-- has left gets a line only to take back what an earlier one gave.
-- One row: how many courtyards were looked at, how many first lines and how many corrections were written.
-- Parameters: those of entitlements.sql.
WITH entitled AS MATERIALIZED (
{entitlements}
), lines AS (
    SELECT courtyard_id, max(sequence) AS sequence, sum(amount_fen)::bigint AS earlier_fen,
           sum(district_fen)::bigint AS district_fen,
           jsonb_agg(jsonb_build_object('line', id, 'sequence', sequence, 'amount_fen', amount_fen,
                                        'recorded_at', recorded_at) ORDER BY sequence) AS earlier
    FROM subsidies_entitlementline
    WHERE district_id = %(district)s AND month = %(first)s::date
    GROUP BY courtyard_id
), seen AS (
    SELECT entitled.*, lines.sequence AS latest_sequence, COALESCE(lines.earlier_fen, 0) AS earlier_fen,
           COALESCE(lines.district_fen, 0) AS earlier_district_fen, COALESCE(lines.earlier, '[]') AS earlier
    FROM entitled
    LEFT JOIN lines ON lines.courtyard_id = entitled.courtyard_id
    WHERE entitled.outcome <> 'left' OR lines.sequence IS NOT NULL
), due AS (
    SELECT seen.*
    FROM seen
    LEFT JOIN subsidies_entitlementline latest
      ON latest.district_id = %(district)s AND latest.month = %(first)s::date
     AND latest.courtyard_id = seen.courtyard_id AND latest.sequence = seen.latest_sequence
    WHERE latest.id IS NULL OR
          (latest.outcome, latest.area_m2, latest.paid_area_m2, latest.star, latest.rate_yuan_per_m2_month, latest.days,
           latest.deducted_fen, latest.entitled_fen, seen.earlier_district_fen)
          IS DISTINCT FROM (seen.outcome, COALESCE(seen.area_m2, 0), seen.paid_area_m2, seen.star::smallint, seen.rate, seen.days,
                            seen.deducted_fen, seen.entitled_fen, seen.district_fen)
), areas AS (
    -- The version in which the area got its present value: whoever renamed the place later did not enter it.
    SELECT DISTINCT ON (told.id) told.id, told.version_id, told.known_from, person.actor_name
    FROM (SELECT version.id, version.version_id, version.known_from, version.version_change_id, version.district_id,
                 version.area_m2 IS NOT DISTINCT FROM lag(version.area_m2) OVER versions
                     AND row_number() OVER versions > 1 AS is_repeated
          FROM history.courtyards_courtyard version
          JOIN due ON due.courtyard_id = version.id
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
    SELECT DISTINCT ON (due.courtyard_id) due.courtyard_id, renovation.accepted_on, renovation.document,
           version.version_id, version.known_from, person.actor_name
    FROM due
    JOIN subsidies_subsidyscheme scheme ON scheme.district_id = %(district)s AND scheme.id = due.scheme_id
    JOIN courtyards_renovation renovation
      ON renovation.district_id = %(district)s AND renovation.courtyard_id = due.courtyard_id
     -- Until its 15th a month still counts as begun after the acceptance, where the scheme says so.
     AND renovation.accepted_on < due.first_month + CASE scheme.start_rule WHEN 'fifteenth' THEN 15 ELSE 0 END
    LEFT JOIN history.courtyards_renovation version
      ON version.district_id = renovation.district_id AND version.id = renovation.id AND version.known_to = 'infinity'
    LEFT JOIN governance_change person
      ON person.district_id = version.district_id AND person.id = version.version_change_id
    ORDER BY due.courtyard_id, renovation.accepted_on DESC, renovation.id DESC
), told AS (
    SELECT due.courtyard_id, jsonb_build_object(
               'area', jsonb_build_object(
                   'value', due.area_m2::text, 'courtyard', due.code, 'name', due.name, 'version_id', areas.version_id,
                   'recorded_at', areas.known_from, 'recorded_by', areas.actor_name),
               'star', CASE WHEN due.star IS NOT NULL THEN jsonb_build_object(
                   'value', due.star, 'is_vetoed', due.is_vetoed, 'score', due.score::text, 'round', due.round_year,
                   'result', due.result_id, 'revision', due.revision, 'recorded_at', due.rated_at,
                   'recorded_by', rater.actor_name,
                   'revoked', CASE WHEN revoked.id IS NOT NULL THEN jsonb_build_object(
                       'decision', revoked.id, 'star', due.star_given, 'from', revoked.counts_from,
                       'document', revoked.document, 'ground', revoked.ground, 'proposed_by', revoked.proposed_by_name,
                       'decided_by', revoked.decided_by_name, 'decided_on', revoked.decided_on) END) END,
               'enrolment', jsonb_build_object(
                   'first_month', due.first_month, 'started_on', due.started_on, 'ended_on', due.ended_on,
                   'is_away', due.is_away, 'version_id', enrolments.version_id, 'recorded_at', enrolments.known_from,
                   'recorded_by', enrolments.actor_name),
               'acceptance', CASE WHEN acceptances.courtyard_id IS NOT NULL THEN jsonb_build_object(
                   'accepted_on', acceptances.accepted_on, 'document', acceptances.document,
                   'version_id', acceptances.version_id, 'recorded_at', acceptances.known_from,
                   'recorded_by', acceptances.actor_name) END,
               'fees', CASE WHEN due.returns IS NOT NULL THEN jsonb_build_object(
                   'receivable_fen', due.receivable_fen, 'received_fen', due.received_fen, 'returns', due.returns) END,
               'income_fen', due.income_fen, 'covenant', due.has_covenant, 'mode', due.has_mode,
               'blacklisted', due.is_blacklisted, 'rate', due.rate_id, 'share', due.share_id, 'earlier', due.earlier) AS told
    FROM due
    LEFT JOIN areas ON areas.id = due.courtyard_id
    LEFT JOIN enrolments ON enrolments.id = due.enrolment_id
    LEFT JOIN acceptances ON acceptances.courtyard_id = due.courtyard_id
    LEFT JOIN governance_change rater ON rater.district_id = %(district)s AND rater.id = due.rated_by
    LEFT JOIN ratings_stardecision revoked ON revoked.district_id = %(district)s AND revoked.id = due.revoked_id
), written AS (
    INSERT INTO subsidies_entitlementline
        (district_id, street_id, courtyard_id, enrolment_id, scheme_id, month, sequence, month_index, year_index, area_m2,
         paid_area_m2, star, score, rate_yuan_per_m2_month, outcome, days, of_days, deducted_fen, unit_fen, entitled_fen,
         earlier_fen, amount_fen, district_fen, reading_id, told)
    SELECT %(district)s, due.street_id, due.courtyard_id, due.enrolment_id, due.scheme_id, due.month,
           COALESCE(due.latest_sequence + 1, 0), due.month_index, due.year_index, COALESCE(due.area_m2, 0), due.paid_area_m2,
           due.star, due.score, due.rate, due.outcome, due.days, due.of_days, due.deducted_fen, due.unit_fen, due.entitled_fen,
           due.earlier_fen, due.entitled_fen - due.earlier_fen, due.district_fen - due.earlier_district_fen, reading.id, told.told
    FROM due
    JOIN told ON told.courtyard_id = due.courtyard_id
    LEFT JOIN subsidies_schemereading reading ON reading.district_id = %(district)s AND reading.scheme_id = due.scheme_id
    ORDER BY due.courtyard_id
    ON CONFLICT DO NOTHING
    RETURNING sequence
)
SELECT (SELECT count(*) FROM seen),
       (SELECT count(*) FROM written WHERE sequence = 0),
       (SELECT count(*) FROM written WHERE sequence > 0)
