# shellcheck shell=bash
# What the scenarios are written with.

# Says what went wrong, with the output that shows it, and ends the test.
fail() {
  printf 'FAILED: %s\n' "$1" >&2
  if [[ -f $scratch/output ]]; then sed 's/^/  | /' "$scratch/output" >&2; fi
  exit 1
}

# Runs a command whose output is kept, and compares its exit code.
expect() {
  local wanted=$1 code=0
  shift
  "$@" >"$scratch/output" 2>&1 || code=$?
  [[ $code == "$wanted" ]] || fail "exit code $code, not $wanted, of: $*"
}

# Whether the last output has that text.
said() {
  grep -qF -- "$1" "$scratch/output" || fail "the output lacks: $1"
}

# Runs a function with a folder in front of PATH.
with_path() {
  PATH=$1:$PATH "$2"
}

# Makes an empty repository, whose remote is on that host, and enters it.
new_repository() {
  rm -rf "$scratch/repository"
  git init --quiet "$scratch/repository"
  cd "$scratch/repository"
  git remote add origin "https://$1/acme/pages"
}

# The commits of the repository.
commits() {
  git rev-list --all --count
}

# A page that a safe fix makes ready, and one that has to be left to a person.
unready=$root/fixtures/unready/literal-trailing-comma.html
hopeless=$root/fixtures/refused/options-from-an-unknown-function.html
