-- The versions in force in a month as amounts are computed by them, kept once and never rewritten.
-- Parameters: %(district)s, %(first)s the first day of the month.
INSERT INTO subsidies_schemereading (district_id, scheme_id, content)
SELECT scheme.district_id, scheme.id, jsonb_build_object(
    'scheme', jsonb_build_object(
        'key', scheme.key, 'version', scheme.version, 'title', scheme.title, 'document', scheme.document,
        'is_example', scheme.is_example, 'in_force_from', lower(scheme.in_force), 'cap', scheme.cap_yuan_per_m2_month::text,
        'months', scheme.months, 'tiers', scheme.tiers, 'area_basis', scheme.area_basis, 'start_rule', scheme.start_rule,
        'proration', scheme.proration, 'unit_fen', scheme.unit_fen, 'income_percent', scheme.income_percent::text,
        'district_percent', scheme.district_percent::text,
        'conditions', jsonb_build_object(
            'star_least', scheme.star_least, 'fees_least', scheme.fees_least::text, 'no_veto', scheme.no_veto,
            'no_blacklist', scheme.no_blacklist, 'covenant', scheme.keeps_covenant, 'mode', scheme.keeps_mode),
        'clauses', (SELECT COALESCE(jsonb_object_agg(said.key, jsonb_build_object('number', clause.number, 'text', clause.text)), '{}')
                    FROM jsonb_each_text(scheme.clause_of) said
                    JOIN subsidies_schemeclause clause ON clause.district_id = scheme.district_id
                     AND clause.scheme_id = scheme.id AND clause.number = said.value),
        'version_id', version.version_id, 'recorded_at', version.known_from, 'recorded_by', person.actor_name),
    'rates', (
        SELECT COALESCE(jsonb_object_agg(rate.id::text, jsonb_build_object(
                   'row', rate.id, 'year_index', rate.year_index, 'star', rate.star, 'value', rate.rate_yuan_per_m2_month::text,
                   'clause', jsonb_build_object('number', clause.number, 'text', clause.text),
                   'version_id', entered.version_id, 'recorded_at', entered.known_from, 'recorded_by', enterer.actor_name)), '{}')
        FROM subsidies_raterow rate
        JOIN subsidies_schemeclause clause ON clause.district_id = rate.district_id AND clause.id = rate.clause_id
        LEFT JOIN history.subsidies_raterow entered
          ON entered.district_id = rate.district_id AND entered.id = rate.id AND entered.known_to = 'infinity'
        LEFT JOIN governance_change enterer
          ON enterer.district_id = rate.district_id AND enterer.id = entered.version_change_id
        WHERE rate.district_id = scheme.district_id AND rate.scheme_id = scheme.id),
    'shares', (
        SELECT COALESCE(jsonb_object_agg(share.id::text, jsonb_build_object(
                   'row', share.id, 'score_from', share.score_from::text, 'value', share.share_percent::text,
                   'clause', jsonb_build_object('number', clause.number, 'text', clause.text))), '{}')
        FROM subsidies_scoreshare share
        JOIN subsidies_schemeclause clause ON clause.district_id = share.district_id AND clause.id = share.clause_id
        WHERE share.district_id = scheme.district_id AND share.scheme_id = scheme.id))
FROM subsidies_subsidyscheme scheme
LEFT JOIN history.subsidies_subsidyscheme version
  ON version.district_id = scheme.district_id AND version.id = scheme.id AND version.known_to = 'infinity'
LEFT JOIN governance_change person
  ON person.district_id = scheme.district_id AND person.id = version.version_change_id
WHERE scheme.district_id = %(district)s AND scheme.status IN ('released', 'superseded') AND scheme.in_force @> %(first)s::date
ON CONFLICT DO NOTHING
