-- The courtyards of the register on a day, and why one of them is not rated by a standard: the first reason that holds, or ''.
-- Served since: the beginning of the unbroken service by the firm that serves on the day, over renewed contracts.
-- One row per courtyard. Parameters: %(district)s, %(on)s, %(months)s, %(covenant)s; the braces take the spans of the population.
WITH served AS (
    SELECT courtyard_id, lower(span) AS since
    FROM (
        SELECT courtyard_id, firm_id,
               unnest(range_agg(daterange(started_on, valid_to))) AS span
        FROM property_firms_servicecontract
        WHERE district_id = %(district)s AND started_on IS NOT NULL AND started_on < valid_to
        GROUP BY courtyard_id, firm_id
    ) service
    WHERE span @> %(on)s::date
), told AS (
    SELECT courtyard.id, courtyard.code, courtyard.name, courtyard.name_pinyin, courtyard.street_id,
           street.code AS street_code, street.name AS street_name, served.since,
           EXISTS (
               SELECT FROM property_firms_servicecontract contract
               WHERE contract.district_id = courtyard.district_id AND contract.courtyard_id = courtyard.id
                 AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to
           ) AS by_district,
           member.member_id IS NOT NULL AS is_member,
           EXISTS (
               SELECT FROM courtyards_covenant covenant
               WHERE covenant.district_id = courtyard.district_id AND covenant.courtyard_id = courtyard.id
                 AND covenant.valid_from <= %(on)s AND %(on)s < covenant.valid_to
           ) AS has_covenant
    FROM courtyards_courtyard courtyard
    JOIN governance_street street ON street.district_id = courtyard.district_id AND street.id = courtyard.street_id
    LEFT JOIN served ON served.courtyard_id = courtyard.id
    LEFT JOIN (
        SELECT DISTINCT span.member_id FROM ({population}) span
        WHERE span.valid_from <= %(on)s AND %(on)s < span.valid_to
    ) member ON member.member_id = courtyard.id
    WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
)
SELECT id, code, name, street_id, street_code, street_name, by_district, since,
       CASE WHEN NOT is_member THEN 'population'
            WHEN %(months)s > 0 AND since IS NULL THEN 'not_served'
            WHEN %(months)s > 0 AND since > %(on)s::date - make_interval(months => %(months)s) THEN 'too_short'
            WHEN %(covenant)s AND NOT has_covenant THEN 'no_covenant'
            ELSE '' END AS reason
FROM told
ORDER BY street_code, name_pinyin, id
