#!/usr/bin/env bash
# Makes what an operator installs (docs/install.md), in artifacts/package:
#   scripts/package.sh folder       openevent-linux-x64.tar.gz: the server with its own runtime, the unit and the documentation
#   scripts/package.sh container    openevent-container.tar.gz: an image for docker load or podman load
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/needs.sh"
out=$root/artifacts/package
kind=${1:-}
# Restoring for a runtime adds packages to the lock files, so a lock file of its own is used.
# The code is compiled ahead of time (docs/decisions/060).
settings=(-c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -v quiet -clp:NoSummary
  -p:NuGetLockFilePath=obj/package.lock.json -p:RestoreLockedMode=false)

need_dotnet
build_lab_page
mkdir -p "$out"
case $kind in
  folder)
    rm -rf "$out/openevent" && mkdir "$out/openevent"
    dotnet publish "$root/src/WebApi" "${settings[@]}" -o "$out/openevent/server"
    mkdir "$out/openevent/packaging" && cp "$root"/packaging/openevent.* "$out/openevent/packaging/"
    # The pages link to these two.
    mkdir -p "$out/openevent/bench" "$out/openevent/clients/python"
    cp "$root/bench/README.md" "$out/openevent/bench/"
    cp -r "$root"/clients/python/{README.md,pyproject.toml,openevent_lab} "$out/openevent/clients/python/"
    cp -r "$root/docs" "$root/README.md" "$out/openevent/"
    tar -C "$out" -czf "$out/openevent-linux-x64.tar.gz" openevent
    echo "$out/openevent-linux-x64.tar.gz"
    ;;
  container)
    dotnet publish "$root/src/WebApi" "${settings[@]}" -t:PublishContainer -p:ContainerArchiveOutputPath="$out/openevent-container.tar.gz"
    echo "$out/openevent-container.tar.gz"
    ;;
  *) fail "usage: scripts/package.sh folder|container" ;;
esac
