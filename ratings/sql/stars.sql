-- The stars of one round: marks from items and findings, a capped bonus, the star of the highest inclusive bound
-- that the score reaches, capped by the vetoes. One row per courtyard in the scope of the round.
-- `is_due`: the courtyard has no result yet, or score, star or veto differ from its latest revision.
-- Parameters: %(district)s, %(round)s.
WITH standard AS (
    SELECT standard.id, standard.bonus_cap, jsonb_build_object(
               'key', standard.key, 'version', standard.version, 'title', standard.title,
               'document', standard.document, 'is_example', standard.is_example,
               'bonus_cap', standard.bonus_cap::text) AS standard_read
    FROM ratings_ratinground round
    JOIN ratings_ratingstandard standard
      ON standard.district_id = round.district_id AND standard.id = round.standard_id
    WHERE round.district_id = %(district)s AND round.id = %(round)s
), marks AS (
    SELECT entry.courtyard_id, entry.street_id, item.code, item.category, item.title, item.is_bonus, item.full_mark,
           item.per_occurrence, COALESCE(finding.occurrences, 0) AS occurrences, COALESCE(finding.note, '') AS note,
           CASE WHEN item.is_bonus THEN LEAST(item.per_occurrence * COALESCE(finding.occurrences, 0), item.full_mark)
                ELSE GREATEST(item.full_mark - item.per_occurrence * COALESCE(finding.occurrences, 0), 0.00)
           END AS points
    FROM ratings_ratingentry entry
    CROSS JOIN standard
    JOIN ratings_standarditem item ON item.district_id = entry.district_id AND item.standard_id = standard.id
    LEFT JOIN ratings_finding finding
      ON finding.district_id = entry.district_id AND finding.round_id = entry.round_id
     AND finding.courtyard_id = entry.courtyard_id AND finding.item_id = item.id
    WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
), sums AS (
    SELECT courtyard_id, street_id, COALESCE(sum(points) FILTER (WHERE NOT is_bonus), 0) AS base,
           LEAST(COALESCE(sum(points) FILTER (WHERE is_bonus), 0.00), (SELECT bonus_cap FROM standard)) AS bonus
    FROM marks
    GROUP BY courtyard_id, street_id
), vetoes AS (
    SELECT fact.courtyard_id, min(item.star_cap) AS star_cap,
           jsonb_agg(jsonb_build_object(
               'code', item.code, 'title', item.title, 'star_cap', item.star_cap, 'evidence', fact.evidence,
               'found_on', fact.found_on) ORDER BY item.code) AS vetoes_read
    FROM ratings_vetofact fact
    JOIN ratings_vetoitem item ON item.district_id = fact.district_id AND item.id = fact.item_id
    WHERE fact.district_id = %(district)s AND fact.round_id = %(round)s
    GROUP BY fact.courtyard_id
), bounds AS (
    SELECT star, at_least FROM ratings_starthreshold
    WHERE district_id = %(district)s AND standard_id = (SELECT id FROM standard)
), scores AS (
    SELECT sums.courtyard_id, sums.street_id, sums.bonus, sums.base + sums.bonus AS score,
           COALESCE((SELECT max(star) FROM bounds WHERE at_least <= sums.base + sums.bonus), 0) AS star_by_score,
           (SELECT min(at_least) FROM bounds WHERE at_least > sums.base + sums.bonus) AS next_bound,
           vetoes.star_cap, vetoes.vetoes_read
    FROM sums
    LEFT JOIN vetoes ON vetoes.courtyard_id = sums.courtyard_id
), latest AS (
    SELECT DISTINCT ON (courtyard_id) courtyard_id, revision, score, star, is_vetoed
    FROM ratings_ratingresult
    WHERE district_id = %(district)s AND round_id = %(round)s
    ORDER BY courtyard_id, revision DESC
), stars AS (
    SELECT scores.*, LEAST(scores.star_by_score, COALESCE(scores.star_cap, 5)) AS star,
           scores.star_cap IS NOT NULL AS is_vetoed, latest.revision AS latest_revision,
           latest.revision IS NULL OR (latest.score, latest.star, latest.is_vetoed) IS DISTINCT FROM
           (scores.score, LEAST(scores.star_by_score, COALESCE(scores.star_cap, 5)), scores.star_cap IS NOT NULL)
               AS is_due
    FROM scores
    LEFT JOIN latest ON latest.courtyard_id = scores.courtyard_id
), listed AS (
    SELECT marks.courtyard_id, jsonb_agg(jsonb_build_object(
               'code', code, 'category', category, 'title', title, 'full_mark', full_mark::text,
               'per_occurrence', per_occurrence::text, 'is_bonus', is_bonus, 'occurrences', occurrences,
               'note', note, 'points', points::text,
               'deducted', CASE WHEN is_bonus THEN '0.00' ELSE (full_mark - points)::text END) ORDER BY code) AS items
    FROM marks
    JOIN stars ON stars.courtyard_id = marks.courtyard_id AND stars.is_due
    GROUP BY marks.courtyard_id
)
SELECT %(district)s::int AS district_id, stars.street_id, stars.courtyard_id, %(round)s::bigint AS round_id,
       COALESCE(stars.latest_revision + 1, 0) AS revision, stars.score, stars.star, stars.is_vetoed, stars.is_due,
       CASE WHEN stars.is_due THEN jsonb_build_object(
           'standard', (SELECT standard_read FROM standard),
           'thresholds', (SELECT jsonb_object_agg(star, at_least::text) FROM bounds),
           'items', listed.items, 'bonus', stars.bonus::text, 'vetoes', COALESCE(stars.vetoes_read, '[]'),
           'score', stars.score::text, 'star_by_score', stars.star_by_score, 'star', stars.star,
           'to_next_star', CASE WHEN NOT stars.is_vetoed THEN (stars.next_bound - stars.score)::text END)
       END AS explanation
FROM stars
LEFT JOIN listed ON listed.courtyard_id = stars.courtyard_id
