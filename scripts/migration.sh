#!/usr/bin/env bash
# Until the first release there is one migration, made anew when the model changes: scripts/migration.sh. Afterwards: scripts/migration.sh NAME adds one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet tool restore >/dev/null
name=${1:-Initial}
folder=src/Infrastructure/Persistence/Migrations
[ "$name" != Initial ] || rm -rf "$folder"
dotnet build src/Infrastructure -v quiet -clp:NoSummary
dotnet ef migrations add "$name" --project src/Infrastructure --startup-project src/Infrastructure -o Persistence/Migrations --no-build
sed -i '1s/^\xEF\xBB\xBF//' "$folder"/*.cs
