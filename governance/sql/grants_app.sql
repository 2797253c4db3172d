-- The application role: reads and writes the tables, reads history and the views of the past, changes no schema.
GRANT USAGE ON SCHEMA public, portal, history, asof TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
GRANT SELECT ON ALL TABLES IN SCHEMA history, asof TO {role};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA portal TO {role};
