#!/usr/bin/env bash
# Records what has landed, before the next migration is written (docs/upgrade.md#migrations):
#   tests/WebApi.Tests/Upgrades/landed.sql   a database of this version with at least one row in every table
#   tests/WebApi.Tests/Upgrades/landed-commit.txt  its commit, from which bench/failover upgrades
#   tests/Architecture.Tests/migrations.txt  the hashes of its migrations, which are never edited from now on
# It needs pg_dump of the test cluster's major version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -z "$(git status --porcelain -- src)" ] || { echo "src has uncommitted changes: record a version that has landed." >&2; exit 1; }
command -v pg_dump >/dev/null || { echo "pg_dump is missing: apt-get install postgresql-client" >&2; exit 1; }
landed=$PWD/tests/WebApi.Tests/Upgrades/landed.sql
OPENEVENT_RECORD_DATABASE=$landed dotnet test tests/WebApi.Tests -c Release --filter FullyQualifiedName~SampleDatabaseTests
hashes=$PWD/tests/Architecture.Tests/migrations.txt
(cd src/Infrastructure/Persistence/Migrations && sha256sum [0-9]*.cs) >"$hashes"
commit=$PWD/tests/WebApi.Tests/Upgrades/landed-commit.txt
git rev-parse HEAD >"$commit"
git diff --stat -- "$landed" "$hashes" "$commit"
