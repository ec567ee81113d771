#!/usr/bin/env bash
# Adds a migration for the changes of the model: scripts/migration.sh NAME
# Existing migrations are frozen: this script never changes or deletes one (docs/upgrade.md).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() { echo "$*" >&2; exit 1; }

[ $# = 1 ] && [ -n "$1" ] || fail "Usage: scripts/migration.sh NAME"
name=$1
folder=src/Infrastructure/Persistence/Migrations
[[ $name =~ ^[A-Z][A-Za-z0-9]*$ ]] || fail "The name must consist of letters and digits and start with a capital letter, such as AddBadges."
[ -z "$(find "$folder" -iname "*_$name.cs")" ] || fail "A migration named $name already exists. Choose another name."

dotnet tool restore >/dev/null
dotnet build src/Infrastructure -v quiet -clp:NoSummary
dotnet ef migrations add "$name" --project src/Infrastructure --startup-project src/Infrastructure -o Persistence/Migrations --no-build
# EF writes a byte order mark, which the format check rejects.
sed -i '1s/^\xEF\xBB\xBF//' "$folder"/*_"$name".cs "$folder"/*_"$name".Designer.cs "$folder"/*Snapshot.cs
