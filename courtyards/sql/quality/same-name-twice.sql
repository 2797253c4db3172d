-- Courtyards beside another one of the same street that is called the same or nearly so: the same numbers, and letters
-- that are alike without the words that every second name has (号 院 楼 老 家属 小区).
-- Names are compared by their pinyin keys, which pad numbers: of Chinese characters the C locale makes no trigrams, and
-- a homophone is the commonest slip. Only names with equal numbers are compared, so that 12 and 13 are never alike.
-- One row per courtyard; `other` is the first by code of those that are called alike.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
WITH words AS MATERIALIZED (
    SELECT courtyard.id, courtyard.street_id, courtyard.code, courtyard.name,
           regexp_replace(courtyard.name_pinyin, '[^0-9]+', ' ', 'g') AS numbers,
           regexp_replace(courtyard.name_pinyin, '\m([0-9]+|hao|yuan|lou|lao|jia|shu|xiao|qu)\M', '', 'g') AS letters
    FROM courtyards_courtyard courtyard
    WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
), named AS MATERIALIZED (
    SELECT words.*, replace(words.letters, ' ', '') AS letters_alone FROM words
)
SELECT own.id AS record_id, own.street_id,
       jsonb_build_object('name', own.name, 'code', own.code, 'other', min(other.code || ' ' || other.name)) AS parameters
FROM named own
JOIN named other ON other.street_id = own.street_id AND other.numbers = own.numbers AND other.id <> own.id
WHERE (%(records)s::bigint[] IS NULL OR own.id = ANY(%(records)s))
  AND abs(length(other.letters_alone) - length(own.letters_alone)) <= 4
  AND (other.letters_alone = own.letters_alone
       OR similarity(other.letters, own.letters) >= 0.9)
GROUP BY own.id, own.street_id, own.name, own.code
