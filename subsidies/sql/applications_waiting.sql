-- What of the applications waits for a person: by the offices that they have, and the streets where they have them.
-- One row per application, objection or changed area (which takes the place of the braces); what is to be made public is one
-- row. The nearest deadline first in each queue. Parameters: %(district)s, %(user)s, %(today)s, and for each office (desk,
-- street, housing, finance) whether the person has it, and its streets (NULL: all).
WITH mine AS (
    SELECT application.id, application.step, application.due_on, application.number, courtyard.name, application.courtyard_id
    FROM subsidies_application application
    JOIN courtyards_courtyard courtyard
      ON courtyard.district_id = application.district_id AND courtyard.id = application.courtyard_id
    WHERE application.district_id = %(district)s
      AND (application.step IN ('draft', 'opinion') AND %(desk)s
           AND (%(desk_streets)s::bigint[] IS NULL OR application.street_id = ANY (%(desk_streets)s::bigint[]))
        OR application.step = 'verification' AND %(street)s AND application.entered_by_id <> %(user)s
           AND (%(street_streets)s::bigint[] IS NULL OR application.street_id = ANY (%(street_streets)s::bigint[]))
        OR application.step IN ('housing', 'approved', 'published') AND %(housing)s
        OR application.step = 'finance' AND %(finance)s)
), latest AS (
    SELECT DISTINCT ON (act.application_id) act.application_id, act.deed, act.comment
    FROM subsidies_applicationact act
    JOIN mine ON mine.id = act.application_id
    WHERE act.district_id = %(district)s
    ORDER BY act.application_id, act.id DESC
), changed AS (
{area_changes}
)
SELECT 'returned' AS queue, mine.id AS number, mine.name, latest.comment AS said, mine.due_on AS due, mine.step
FROM mine JOIN latest ON latest.application_id = mine.id
WHERE latest.deed IN ('give_back', 'return', 'reconsider')
UNION ALL
SELECT 'step', mine.id, mine.name, mine.number, mine.due_on, mine.step
FROM mine JOIN latest ON latest.application_id = mine.id
WHERE mine.step NOT IN ('approved', 'published') AND latest.deed NOT IN ('give_back', 'return', 'reconsider')
UNION ALL
SELECT 'publish', count(*), '', '', NULL, 'approved' FROM mine WHERE mine.step = 'approved' HAVING count(*) > 0
UNION ALL
SELECT 'enrol', mine.id, mine.name, mine.number, NULL, mine.step
FROM mine
WHERE mine.step = 'published' AND mine.due_on < %(today)s
  AND NOT EXISTS (SELECT FROM subsidies_applicationobjection objection
                  WHERE objection.district_id = %(district)s AND objection.application_id = mine.id
                    AND objection.state = 'lodged')
UNION ALL
SELECT 'objection', objection.id, mine.name, mine.number, objection.due_on, mine.step
FROM subsidies_applicationobjection objection
JOIN mine ON mine.id = objection.application_id
WHERE objection.district_id = %(district)s AND objection.state = 'lodged' AND objection.lodged_by_id <> %(user)s
  AND mine.step = 'published'
UNION ALL
SELECT 'area', changed.courtyard_id, changed.name, changed.code, NULL, '' FROM changed WHERE %(housing)s
ORDER BY queue, due NULLS LAST, number
