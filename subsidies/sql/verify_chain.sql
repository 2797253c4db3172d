-- The blocks of a district's chain, each recomputed from its rows and from the block before. Parameters: %(district)s.
-- By name of the tables: a chain is of now, whatever moment is looked at.
-- One row per block: number, kind, recorded_at, rows and total as it says and as they are, its root, the root that follows from
-- what stands there, whether it names the block before, and the ids of rows whose digest does not follow from themselves.
WITH blocks AS (
    SELECT block.*, lag(block.digest) OVER (ORDER BY block.number) AS before,
           lag(block.number) OVER (ORDER BY block.number) AS number_before,
           COALESCE(lag(block.last_id) OVER (PARTITION BY block.kind ORDER BY block.number), 0) AS first_id
    FROM public.subsidies_ledgerblock block
    WHERE block.district_id = %(district)s
), batches AS MATERIALIZED (
    SELECT batch.id, portal.batch_digest(batch) AS digest FROM public.subsidies_paymentbatch batch WHERE batch.district_id = %(district)s
), lines AS (
    SELECT 'lines' AS kind, id, amount_fen, digest, portal.line_digest(line) AS true_digest FROM public.subsidies_entitlementline line
    WHERE line.district_id = %(district)s
    UNION ALL
    SELECT 'payments', id, amount_fen, digest, portal.payment_digest(line) FROM public.subsidies_paymentline line
    WHERE line.district_id = %(district)s
    UNION ALL
    SELECT 'batches', act.id, act.amount_fen, act.digest, portal.act_digest(act, batches.digest) FROM public.subsidies_batchact act
    LEFT JOIN batches ON batches.id = act.batch_id
    WHERE act.district_id = %(district)s
    UNION ALL
    SELECT 'readings', id, 0, digest, portal.reading_digest(reading) FROM public.subsidies_schemereading reading
    WHERE reading.district_id = %(district)s
), sealed AS (
    SELECT blocks.number, count(lines.id)::int AS rows, COALESCE(sum(lines.amount_fen), 0)::bigint AS total_fen,
           COALESCE(string_agg(lines.true_digest, '' ORDER BY lines.id), '') AS digests,
           array_agg(lines.id ORDER BY lines.id) FILTER (WHERE lines.digest <> lines.true_digest) AS spoilt
    FROM blocks
    LEFT JOIN lines ON lines.kind = blocks.kind AND lines.id > blocks.first_id AND lines.id <= blocks.last_id
    GROUP BY blocks.number
)
SELECT blocks.number, blocks.kind, blocks.recorded_at, blocks.rows, sealed.rows, blocks.total_fen, sealed.total_fen,
       blocks.digest,
       portal.block_digest(
           blocks.previous, blocks.number, blocks.kind, blocks.last_id, sealed.rows, sealed.total_fen, blocks.recorded_at,
           blocks.change_id, sealed.digests),
       blocks.previous = COALESCE(blocks.before, '') AND blocks.number = COALESCE(blocks.number_before, 0) + 1,
       COALESCE(sealed.spoilt, '{}')
FROM blocks
JOIN sealed ON sealed.number = blocks.number
ORDER BY blocks.number
