#!/bin/bash
# Runs a server that follows the primary: copies it first, when there is no copy yet. PGHOST, PGPORT, PGUSER and
# PGPASSWORD say how the primary is reached.
set -euo pipefail

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  chmod 700 "$PGDATA"
  pg_basebackup --pgdata "$PGDATA" --dbname 'application_name=standby' --write-recovery-conf --checkpoint fast
fi
# The copy has the primary's settings. After a promotion it has no standby that it could wait for.
exec postgres -c synchronous_standby_names= "$@"
