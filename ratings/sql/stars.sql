-- The stars of one round: points of each item from what was found, weighted by source, capped by class and category,
-- a capped bonus, the star of the bound that score or rank reaches, capped by the vetoes. One row per courtyard in the
-- scope of the round. `ratings.rules.stars` is the same law in words.
-- `is_due`: the courtyard has no result yet, or score, star, veto or rank differ from its latest revision.
-- Parameters: %(district)s, %(round)s.
WITH standard AS (
    SELECT standard.id, standard.bonus_cap, standard.bands
    FROM ratings_ratinground round
    JOIN ratings_ratingstandard standard
      ON standard.district_id = round.district_id AND standard.id = round.standard_id
    WHERE round.district_id = %(district)s AND round.id = %(round)s
), categories AS (
    SELECT category.id, category.code, to_json(category.code)::text AS code_read, category.cap, category.is_bonus,
           category.parent_id
    FROM ratings_standardcategory category
    WHERE category.district_id = %(district)s AND category.standard_id = (SELECT id FROM standard)
), items AS (
    SELECT item.id, item.kind, item.full_mark, item.per_unit, item.target, item.category_id,
           to_json(item.code)::text AS code_read, COALESCE(weight.weight, 100.00) AS weight
    FROM ratings_standarditem item
    LEFT JOIN ratings_sourceweight weight
      ON weight.district_id = item.district_id AND weight.standard_id = item.standard_id AND weight.source = item.source
    WHERE item.district_id = %(district)s AND item.standard_id = (SELECT id FROM standard)
), spoken AS (
    -- What the scorers found. Where they agreed, only that counts.
    SELECT finding.courtyard_id, finding.item_id, finding.scorer, finding.note,
           COALESCE(finding.occurrences, finding.value) AS found,
           bool_or(finding.scorer = 0) OVER (PARTITION BY finding.courtyard_id, finding.item_id) AS is_agreed
    FROM ratings_finding finding
    WHERE finding.district_id = %(district)s AND finding.round_id = %(round)s
), heard AS (
    SELECT spoken.courtyard_id, spoken.item_id,
           '["' || string_agg(spoken.found::text, '", "' ORDER BY spoken.scorer) || '"]' AS found_read,
           COALESCE(string_agg(NULLIF(spoken.note, ''), '; ' ORDER BY spoken.scorer), '') AS note,
           round(avg(CASE item.kind
               WHEN 'faults' THEN GREATEST(item.full_mark - item.per_unit * spoken.found, 0)
               WHEN 'merits' THEN LEAST(item.per_unit * spoken.found, item.full_mark)
               WHEN 'shortfall' THEN GREATEST(
                   item.full_mark - round(item.per_unit * GREATEST(item.target - spoken.found, 0), 2), 0)
               WHEN 'share' THEN round(item.full_mark * spoken.found / 100, 2)
               ELSE spoken.found
           END), 2) AS points
    FROM spoken
    JOIN items item ON item.id = spoken.item_id
    WHERE spoken.scorer = 0 OR NOT spoken.is_agreed
    GROUP BY spoken.courtyard_id, spoken.item_id
), marks AS MATERIALIZED (
    SELECT entry.courtyard_id, entry.street_id, item.id AS item_id, item.category_id, item.weight,
           COALESCE(heard.found_read, '[]') AS found_read, COALESCE(heard.note, '') AS note,
           COALESCE(heard.points, CASE item.kind WHEN 'faults' THEN item.full_mark ELSE 0.00 END) AS points
    FROM ratings_ratingentry entry
    CROSS JOIN items item
    LEFT JOIN heard ON heard.courtyard_id = entry.courtyard_id AND heard.item_id = item.id
    WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
), sums AS (
    SELECT marks.courtyard_id, marks.street_id, marks.category_id, sum(marks.points * marks.weight / 100) AS points
    FROM marks
    GROUP BY marks.courtyard_id, marks.street_id, marks.category_id
), entered AS (
    SELECT entry.courtyard_id, entry.street_id FROM ratings_ratingentry entry
    WHERE entry.district_id = %(district)s AND entry.round_id = %(round)s
), classes AS (
    SELECT entered.courtyard_id, category.code, category.parent_id, COALESCE(sums.points, 0) AS total,
           LEAST(COALESCE(sums.points, 0), category.cap) AS held
    FROM entered
    CROSS JOIN categories category
    LEFT JOIN sums ON sums.courtyard_id = entered.courtyard_id AND sums.category_id = category.id
    WHERE category.parent_id IS NOT NULL
), tops AS (
    SELECT entered.courtyard_id, entered.street_id, category.code, category.is_bonus,
           COALESCE(sums.points, 0) + COALESCE(inner_sum.held, 0) AS total,
           LEAST(COALESCE(sums.points, 0) + COALESCE(inner_sum.held, 0), category.cap) AS held
    FROM entered
    CROSS JOIN categories category
    LEFT JOIN sums ON sums.courtyard_id = entered.courtyard_id AND sums.category_id = category.id
    LEFT JOIN (
        SELECT courtyard_id, parent_id, sum(held) AS held FROM classes GROUP BY courtyard_id, parent_id
    ) inner_sum ON inner_sum.courtyard_id = entered.courtyard_id AND inner_sum.parent_id = category.id
    WHERE category.parent_id IS NULL
), totals AS (
    SELECT tops.courtyard_id, tops.street_id, COALESCE(sum(held) FILTER (WHERE NOT is_bonus), 0) AS base,
           LEAST(COALESCE(sum(held) FILTER (WHERE is_bonus), 0), (SELECT bonus_cap FROM standard)) AS bonus
    FROM tops
    GROUP BY tops.courtyard_id, tops.street_id
), ranked AS (
    SELECT totals.courtyard_id, totals.street_id, totals.bonus, round(totals.base + totals.bonus, 2) AS score,
           rank() OVER (ORDER BY round(totals.base + totals.bonus, 2) DESC) - 1 AS better, count(*) OVER () AS rated
    FROM totals
), vetoes AS (
    SELECT fact.courtyard_id, min(item.star_cap) AS star_cap,
           jsonb_agg(jsonb_build_object(
               'code', item.code, 'title', item.title, 'star_cap', item.star_cap, 'evidence', fact.evidence,
               'found_on', fact.found_on, 'clause', item.clause) ORDER BY item.code) AS vetoes_read
    FROM ratings_vetofact fact
    JOIN ratings_vetoitem item ON item.district_id = fact.district_id AND item.id = fact.item_id
    WHERE fact.district_id = %(district)s AND fact.round_id = %(round)s
    GROUP BY fact.courtyard_id
), bounds AS (
    SELECT star, bound FROM ratings_starthreshold
    WHERE district_id = %(district)s AND standard_id = (SELECT id FROM standard)
), scores AS (
    SELECT ranked.*, standard.bands,
           COALESCE(CASE standard.bands
               WHEN 'rank' THEN (SELECT max(star) FROM bounds WHERE ranked.better * 100 < bound * ranked.rated)
               ELSE (SELECT max(star) FROM bounds WHERE bound <= ranked.score)
           END, 0) AS star_by_score,
           CASE standard.bands WHEN 'score' THEN (SELECT min(bound) FROM bounds WHERE bound > ranked.score) END AS next_bound,
           vetoes.star_cap, vetoes.vetoes_read
    FROM ranked
    CROSS JOIN standard
    LEFT JOIN vetoes ON vetoes.courtyard_id = ranked.courtyard_id
), latest AS (
    SELECT DISTINCT ON (courtyard_id) courtyard_id, revision, score, star, is_vetoed,
           told->'better' AS better, told->'rated' AS rated
    FROM ratings_ratingresult
    WHERE district_id = %(district)s AND round_id = %(round)s
    ORDER BY courtyard_id, revision DESC
), stars AS (
    SELECT scores.*, LEAST(scores.star_by_score, COALESCE(scores.star_cap, 5)) AS star,
           scores.star_cap IS NOT NULL AS is_vetoed, latest.revision AS latest_revision,
           latest.revision IS NULL OR (latest.score, latest.star, latest.is_vetoed) IS DISTINCT FROM
           (scores.score, LEAST(scores.star_by_score, COALESCE(scores.star_cap, 5)), scores.star_cap IS NOT NULL)
           OR (scores.bands = 'rank' AND (latest.better, latest.rated) IS DISTINCT FROM
               (to_jsonb(scores.better), to_jsonb(scores.rated))) AS is_due
    FROM scores
    LEFT JOIN latest ON latest.courtyard_id = scores.courtyard_id
), listed AS (
    -- Written as text and read as JSON once a courtyard: a third of the time of an object for every mark.
    SELECT marks.courtyard_id, string_agg(
               items.code_read || ': {"found": ' || found_read || ', "points": "' || points
               || CASE note WHEN '' THEN '"}' ELSE '", "note": ' || to_json(note)::text || '}' END, ', ') AS items
    FROM marks
    JOIN items ON items.id = marks.item_id
    JOIN stars ON stars.courtyard_id = marks.courtyard_id AND stars.is_due
    GROUP BY marks.courtyard_id
), blocks AS (
    SELECT held.courtyard_id,
           string_agg(categories.code_read || ': {"sum": "' || held.total || '", "points": "' || held.held || '"}', ', ')
               AS categories
    FROM (SELECT courtyard_id, code, total, held FROM classes
          UNION ALL SELECT courtyard_id, code, total, held FROM tops) held
    JOIN categories ON categories.code = held.code
    JOIN stars ON stars.courtyard_id = held.courtyard_id AND stars.is_due
    GROUP BY held.courtyard_id
)
SELECT %(district)s::int AS district_id, stars.street_id, stars.courtyard_id, %(round)s::bigint AS round_id,
       COALESCE(stars.latest_revision + 1, 0) AS revision, stars.score, stars.star, stars.is_vetoed, stars.is_due,
       (SELECT reading.id FROM ratings_standardreading reading
        WHERE reading.district_id = %(district)s AND reading.standard_id = (SELECT id FROM standard)) AS reading_id,
       CASE WHEN stars.is_due THEN (
           '{"items": {' || COALESCE(listed.items, '') || '}, "categories": {' || COALESCE(blocks.categories, '')
           || '}, "bonus": "' || stars.bonus || '", "vetoes": ' || COALESCE(stars.vetoes_read::text, '[]')
           || ', "score": "' || stars.score || '", "star_by_score": ' || stars.star_by_score || ', "star": ' || stars.star
           || ', "better": ' || COALESCE(CASE stars.bands WHEN 'rank' THEN stars.better END::text, 'null')
           || ', "rated": ' || COALESCE(CASE stars.bands WHEN 'rank' THEN stars.rated END::text, 'null')
           || ', "to_next_star": '
           || COALESCE('"' || CASE WHEN NOT stars.is_vetoed THEN stars.next_bound - stars.score END || '"', 'null')
           || '}')::jsonb
       END AS told
FROM stars
LEFT JOIN listed ON listed.courtyard_id = stars.courtyard_id
LEFT JOIN blocks ON blocks.courtyard_id = stars.courtyard_id
