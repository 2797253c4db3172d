-- The rows of a return as a page shows them: who owes it, what is given, what was given last, the version to correct.
-- A row per expected return, in the order of codes and names. Parameters: those of the statement inside.
SELECT expected.*, version.version_id
FROM (
{expected}
) AS expected
LEFT JOIN history.{table} version ON version.id = expected.given_id AND version.known_to = 'infinity'
ORDER BY expected.month, expected.code, expected.title, expected.detail, expected.key
