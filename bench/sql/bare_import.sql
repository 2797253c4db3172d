-- The lines as courtyards, each with its placement.
WITH made AS (
    INSERT INTO courtyards_courtyard ({columns})
    SELECT {columns} FROM incoming, jsonb_populate_record(NULL::courtyards_courtyard, line)
    RETURNING district_id, street_id, id, valid, community_id
)
INSERT INTO courtyards_placement (district_id, street_id, courtyard_id, valid, in_street_id, in_community_id)
SELECT district_id, street_id, id, valid, street_id, community_id FROM made
