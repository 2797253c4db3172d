-- Courtyards whose cluster lies in another community than they do.
-- One row per courtyard; `cluster` and `community` are the names.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT courtyard.id AS record_id, courtyard.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code, 'cluster', cluster.name,
                          'community', community.name) AS parameters
FROM courtyards_courtyard courtyard
JOIN governance_cluster cluster ON cluster.district_id = courtyard.district_id AND cluster.id = courtyard.cluster_id
JOIN governance_community community
  ON community.district_id = courtyard.district_id AND community.id = courtyard.community_id
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
  AND cluster.community_id <> courtyard.community_id
