-- The one change under which the bare rows are written; the triggers of the tables ask for it.
WITH opened AS (
    INSERT INTO governance_change (district_id, actor_id, actor_name, reason, on_behalf_of, request_id)
    VALUES (%(district)s, %(actor)s, 'bench', 'bench', '', '') RETURNING id, recorded_at
)
SELECT set_config('portal.change', id::text, true), set_config('portal.change_district', '410104', true),
       set_config('portal.change_at', recorded_at::text, true) FROM opened
