-- Property firms whose unified social credit code ends with another check character than GB 32100-2015 gives: each of the
-- 17 characters by its place in the alphabet of 31, weighed by the powers of 3.
-- One row per firm; `right` is the character that fits.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
WITH characters AS (
    SELECT firm.id, firm.street_id, unit.name, unit.uscc,
           (31 - sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(unit.uscc, place, 1)) - 1)
                     * ((ARRAY[1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28])[place])) %% 31) %% 31 AS rest
    FROM property_firms_firm firm
    JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
    CROSS JOIN generate_series(1, 17) place
    WHERE firm.district_id = %(district)s AND unit.valid_from <= %(on)s AND %(on)s < unit.valid_to
      AND (%(records)s::bigint[] IS NULL OR firm.id = ANY(%(records)s))
      AND unit.uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'
    GROUP BY firm.id, firm.street_id, unit.name, unit.uscc
)
SELECT id AS record_id, street_id,
       jsonb_build_object('name', name, 'code', uscc,
                          'right', substr('0123456789ABCDEFGHJKLMNPQRTUWXY', rest::int + 1, 1)) AS parameters
FROM characters
WHERE substr(uscc, 18, 1) <> substr('0123456789ABCDEFGHJKLMNPQRTUWXY', rest::int + 1, 1)
