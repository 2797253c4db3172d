-- Rows of an import that speak of the same record as an earlier row: the same one corrected, or entered, twice.
-- One row per such row, with the place of the first. Parameter: sheet_import.
SELECT r.id, first.sheet, first.row
FROM (
    SELECT id, number, min(number) OVER (
        PARTITION BY CASE WHEN outcome = 'new' THEN identity ELSE record_id::text END
    ) AS first_number
    FROM governance_importrow
    WHERE sheet_import_id = %(sheet_import)s AND outcome IN ('new', 'changed', 'unchanged', 'conflict')
        AND CASE WHEN outcome = 'new' THEN identity <> '' ELSE true END
) r
JOIN governance_importrow first ON first.sheet_import_id = %(sheet_import)s AND first.number = r.first_number
WHERE r.number > r.first_number
