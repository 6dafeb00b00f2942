#!/bin/sh
# Two accounts of the database, made when compose.yaml starts for the first time: "owner" changes tables (migrate,
# restore), "learn" reads and writes rows, and serves. Neither may do anything else.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --set owner="$OWNER_PASSWORD" --set site="$SITE_PASSWORD" --username postgres <<'END'
CREATE ROLE owner LOGIN PASSWORD :'owner';
CREATE ROLE learn LOGIN PASSWORD :'site';
CREATE DATABASE learn OWNER owner;
REVOKE ALL ON DATABASE learn FROM PUBLIC;
GRANT CONNECT ON DATABASE learn TO learn;
\connect learn
ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO learn;
ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT USAGE, SELECT ON SEQUENCES TO learn;
END
