"""The REST API: shape and documentation from REST framework, answers straight from SQL. See docs/api.md."""
