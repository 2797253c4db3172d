"""The isolation matrix: every relation that holds rows of a tenant, times every way to reach a foreign row.

Plain SQL on a cursor, so that the same probes run on the application's connection, and on a database from which a
policy was taken away (where they must fail).
"""
