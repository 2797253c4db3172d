#!/usr/bin/env bash
# Run once by the PostgreSQL container, on an empty volume: the three roles of launcher/roles.py and the database.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username postgres \
    -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -v backup="$BACKUP_PASSWORD" <<'SQL'
CREATE ROLE yuanzhi_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner';
CREATE ROLE yuanzhi_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE ROLE yuanzhi_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'backup';
CREATE DATABASE yuanzhi OWNER yuanzhi_owner;
REVOKE CONNECT ON DATABASE yuanzhi FROM PUBLIC;
GRANT CONNECT ON DATABASE yuanzhi TO yuanzhi_app, yuanzhi_backup;
SQL
