-- The backup role bypasses the policies, so that a dump is whole; it writes nothing.
GRANT USAGE ON SCHEMA public, portal, history, asof TO yuanzhi_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA public, history, asof TO yuanzhi_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, history TO yuanzhi_backup;
