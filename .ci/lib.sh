# What .ci/run and .ci/full share. Both work on a bare Debian machine with Rust and a C compiler.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
log=target/ci.log
mkdir -p target

# Prints the name of a step with the seconds since the start, and what the CPU worked for the last one.
step() {
  local user
  user=$(times | sed -n 2p)
  printf '\n== %s (%s s; CPU so far %s)\n' "$1" "$SECONDS" "$user"
}

# Installs Debian packages that are missing: pairs of a command and the package that has it.
packages() {
  local missing=()
  while [ $# -gt 0 ]; do
    [ -e "$1" ] || command -v "$1" > /dev/null || missing+=("$2")
    shift 2
  done
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
  fi
}

# A Python environment with what the named requirement files list; its programs are on the path afterwards.
python_tools() {
  python3 -c 'import ensurepip' 2> /dev/null || packages /nowhere python3-venv
  python3 -m venv target/ci-venv
  target/ci-venv/bin/pip install --quiet --disable-pip-version-check "${@/#/--requirement=}"
  PATH="$PWD/target/ci-venv/bin:$PATH"
}

# Installs a program from crates.io, compiled as usual whatever this run compiles.
cargo_tool() {
  env -u CARGO_ENCODED_RUSTFLAGS -u CARGO_TARGET_DIR cargo install --quiet --locked "$1"
}

# Runs tests and adds up what they count.
tests() {
  "$@" 2>&1 | tee -a "$log"
}

# The closing line: all tests that cargo ran, of every target.
counts() {
  awk '/^test result:/ { passed += $4; failed += $6; skipped += $8 }
       END { printf "\n%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$log"
}
