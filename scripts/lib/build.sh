# Sourced by run and portsafe: builds the program when its sources are newer than the last build.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
program="$root/silo/PortSafe.Silo/bin/Release/net10.0/portsafe.dll"
stamps="$root/silo/PortSafe.Silo/obj"

need_tools() {
  if ! command -v dotnet > /dev/null; then
    echo "The .NET SDK was not found. Install .NET SDK 10, and try again." >&2
    exit 2
  fi
  local node
  node="$(node --version 2> /dev/null || true)"
  if [[ ! "$node" =~ ^v([0-9]+)\. ]] || ((BASH_REMATCH[1] < 20)); then
    echo "Node.js 20 or newer was not found. Install it, and try again." >&2
    exit 2
  fi
}

# A file counts when it is newer than the moment the last build began; a folder, which a build itself touches, when it is newer
# than the moment it ended.
is_stale() {
  [[ -f "$program" && -f "$stamps/build-began" && -f "$stamps/build-ended" ]] || return 0
  local newer
  newer="$(find "$root/silo" "$root/api" "$root/dashboard" "$root"/*.props "$root/global.json" "$root/BannedSymbols.txt" "$root/.editorconfig" \
    \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o \
    \( -type f -newer "$stamps/build-began" -o -type d -newer "$stamps/build-ended" \) -print -quit)"
  [[ -n "$newer" ]]
}

# Output goes to standard error, so that what the program prints stays its own.
build() {
  mkdir -p "$stamps"
  rm -f "$stamps/build-ended"
  touch "$stamps/build-began.new"
  echo "Building PortSafe. The first time takes a few minutes." >&2
  if ! (cd "$root" && dotnet build silo/PortSafe.Silo -c Release -v quiet -nologo --tl:off -clp:NoSummary 1>&2); then
    echo "PortSafe could not be built; what is wrong stands above." >&2
    exit 2
  fi
  mv "$stamps/build-began.new" "$stamps/build-began"
  touch "$stamps/build-ended"
}

build_if_stale() {
  if is_stale; then
    need_tools
    build
  fi
}

export DOTNET_ENVIRONMENT="${DOTNET_ENVIRONMENT:-Development}"
export PORTSAFE_DATA="${PORTSAFE_DATA:-$root/.portsafe}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
