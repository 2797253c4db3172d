-- Where COPY puts the lines: it is refused on tables with policies.
CREATE TEMP TABLE incoming (line jsonb) ON COMMIT DROP
