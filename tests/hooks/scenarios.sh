# shellcheck shell=bash
# What is to hold, one function each.

the_files_are_valid() {
  expect 0 check-jsonschema --builtin-schema vendor.github-actions "$root/action.yml"
  expect 0 zizmor --offline --no-progress --config "$root/tests/hooks/zizmor.yml" "$root/action.yml"
  expect 0 pre-commit validate-manifest "$root/.pre-commit-hooks.yaml"
}

init_writes_valid_files() {
  local lockwright=$scratch/bin/lockwright
  for from in "" https://git.example.com/tools/lockwright; do
    new_repository github.com
    expect 0 "$lockwright" init ${from:+--from "$from"}
    expect 0 pre-commit validate-config .pre-commit-config.yaml
    expect 0 check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/lockwright.yml
    expect 0 zizmor --offline --no-progress --config "$root/tests/hooks/zizmor.yml" .github/workflows/lockwright.yml
    new_repository gitlab.com
    expect 0 "$lockwright" init ${from:+--from "$from"}
    expect 0 check-jsonschema --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
  done
}

the_hook_of_init_blocks() {
  new_repository github.com
  lockwright init >/dev/null
  pre-commit install >/dev/null
  cp "$unready" login.html
  git add .
  expect 1 git commit -m "Not ready"
  said missing-tenant-info
  [[ $(commits) == 0 ]] || fail "the page was committed"
  lockwright fix --quiet login.html
  git add .
  expect 0 git commit -m "Ready"
  # What the configuration excludes stays excluded, although pre-commit names it.
  mkdir archive
  cp "$unready" archive/login.html
  echo 'exclude = ["archive/"]' >lockwright.toml
  git add .
  expect 0 git commit -m "Excluded"
}

# Makes a repository of what is in the working tree, committed or not, for pre-commit to clone.
repository_of_hooks() {
  local source=$scratch/lockwright
  git init --quiet "$source"
  git -C "$root" ls-files -z --cached --others --exclude-standard \
    | tar -C "$root" --null --files-from - --ignore-failed-read -cf - \
    | tar -C "$source" -xf -
  git -C "$source" add --all
  git -C "$source" commit --quiet -m "As it is"
  git -C "$source" tag v0
  echo "$source"
}

# Has pre-commit run one hook of the repository given.
use_hook() {
  printf 'repos:\n  - repo: file://%s\n    rev: v0\n    hooks:\n      - id: %s\n' "$1" "$2" >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
}

the_hooks_of_the_repository_work() {
  local source
  source=$(repository_of_hooks)
  # Optimising would take most of the time of this test.
  export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
  export CARGO_TARGET_DIR=$target/hooks
  new_repository github.com
  cp "$unready" login.html
  use_hook "$source" lockwright-check
  expect 0 pre-commit install --install-hooks

  git add .
  expect 1 git commit -m "Not ready"
  said missing-tenant-info
  cmp --quiet login.html "$unready" || fail "the check hook changed the page"

  use_hook "$source" lockwright-fix
  expect 1 git commit -m "Fixed, but not added"
  said "files were modified by this hook"
  grep -qF "__useTenantInfo: config.isThirdPartyClient" login.html || fail "the page was not fixed"
  [[ $(commits) == 0 ]] || fail "the page was committed"
  git add .
  expect 0 git commit -m "Ready"

  cp "$hopeless" other.html
  git add .
  expect 1 git commit -m "Left to a person"
  cmp --quiet other.html "$hopeless" || fail "the fix hook changed what it does not understand"
}
