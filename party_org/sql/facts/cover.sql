-- The Party organisations that cover each courtyard on the day, and their form: one branch for several courtyards is a
-- cluster's, a joint branch of several organs or firms a joint one, else it is the courtyard's own.
-- A row per courtyard that is covered. Parameters: %(district)s, %(on)s the day.
WITH covered AS (
    SELECT cover.id, cover.courtyard_id, cover.organisation_id, organisation.name, organisation.kind,
           count(*) OVER (PARTITION BY cover.organisation_id) AS reach
    FROM party_org_partycover cover
    JOIN party_org_partyorganisation organisation
      ON organisation.district_id = cover.district_id AND organisation.id = cover.organisation_id
    WHERE cover.district_id = %(district)s AND cover.valid_from <= %(on)s AND %(on)s < cover.valid_to
)
SELECT courtyard_id AS subject_id, min(id) AS record_id, TRUE AS has_party,
       array_agg(name ORDER BY organisation_id) AS party_organisation,
       array_agg(CASE WHEN kind = 'joint' THEN 'joint' WHEN reach > 1 THEN 'cluster' ELSE 'own' END
                 ORDER BY organisation_id) AS party_form
FROM covered
GROUP BY courtyard_id
