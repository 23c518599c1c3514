# shellcheck shell=bash
# How the action and the jobs of `init` get Lockwright.

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
archive=lockwright-$(uname -m)-unknown-linux-musl.tar.gz

# What a step of the action or of a job runs.
step() {
  python3 -c '
import sys, yaml
document = yaml.safe_load(open(sys.argv[1]))
steps = document["runs"]["steps"] if "runs" in document else document["jobs"]["check"]["steps"]
print(next(step["run"] for step in steps if step.get("name") == sys.argv[2]))
' "$1" "$2"
}

# Runs the step of the action that has that name, as a runner would.
run_step() {
  GITHUB_STEP_SUMMARY=$scratch/summary GITHUB_OUTPUT=$scratch/step-output \
    bash --noprofile --norc -eo pipefail -c "$(step "$root/action.yml" "$1")"
}

# The last value of an output of the action's steps.
output() {
  sed -n "s/^$1=//p" "$scratch/step-output" | tail -n 1
}

the_action_reports() {
  new_repository github.com
  mkdir "two words"
  cp "$unready" "two words/login.html"
  rm -f "$scratch/step-output"
  SOURCE=$root expect 0 run_step "Look for Lockwright"
  [[ $(output command) == "$scratch/bin/lockwright" ]] || fail "the command was not found"
  [[ $(output version) == "$version" && $(output sources) =~ ^[0-9a-f]{40}$ ]] || fail "the sources were not found"
  FOUND=$scratch/bin/lockwright REF= RELEASES= expect 0 run_step "Install Lockwright"
  [[ $(output command) == "$scratch/bin/lockwright" ]] || fail "another command is used"
  export SARIF_FILE=lockwright.sarif LOCKWRIGHT_TARGET= LOCKWRIGHT_FAIL_ON=
  PATHS=$'two words\n' COMMAND=$scratch/bin/lockwright expect 0 run_step "Check"
  said "::error "
  "$scratch/bin/lockwright" check "two words" --output-format github >"$scratch/wanted" 2>&1 || true
  cmp "$scratch/output" "$scratch/wanted" || fail "the action has another output than the command"
  [[ $(output exit-code) == 1 ]] || fail "the exit code was not kept"
  grep -qF missing-tenant-info "$scratch/summary" || fail "the summary lacks the finding"
  expect 0 python3 -c 'import json; assert any(it["ruleId"].endswith("missing-tenant-info") for it in json.load(open("lockwright.sarif"))["runs"][0]["results"])'
  CODE=1 expect 1 run_step "Result"
  unset SARIF_FILE LOCKWRIGHT_TARGET LOCKWRIGHT_FAIL_ON
}

# Packs the binary as the release workflow does, and serves it on loopback.
serve_a_release() {
  releases=$scratch/releases
  mkdir -p "$releases/v$version" "$scratch/no-cargo"
  BINARY=$(realpath "$LOCKWRIGHT") "$root/packages/release/pack" "$(uname -m)-unknown-linux-musl"
  mv "$root/target/packages/$archive" "$releases/v$version/"
  (cd "$releases/v$version" && sha256sum -- *.tar.gz >SHA256SUMS)
  # Whatever would build says so instead.
  printf '#!/bin/sh\necho "cargo $*"\nexit 101\n' >"$scratch/no-cargo/cargo"
  chmod +x "$scratch/no-cargo/cargo"
  python3 -u -m http.server --bind 127.0.0.1 --directory "$releases" 0 >"$scratch/server" 2>"$scratch/requests" &
  server=$!
  for _ in $(seq 100); do
    address=$(sed -nE 's/.*(http:[^)]*[0-9]).*/\1/p' "$scratch/server")
    [[ -z $address ]] || return 0
    sleep 0.1
  done
  fail "the server does not start"
}

# Runs the action's step that installs, at a ref, where nothing may be built.
install_at() {
  rm -f "$scratch/step-output"
  FOUND='' VERSION=$version FOLDER=$scratch/installed SOURCE=$root REF=$1 RELEASES=$address \
    with_path "$scratch/no-cargo" "run_step_that_installs"
}

run_step_that_installs() {
  run_step "Install Lockwright"
}

the_release_is_installed_once() {
  expect 0 install_at "v$version"
  local command
  command=$(output command)
  cmp "$command" "$LOCKWRIGHT" || fail "another binary was installed"
  : >"$scratch/requests"
  expect 0 install_at 0123456789abcdef0123456789abcdef01234567
  [[ $(output command) == "$command" && ! -s $scratch/requests ]] || fail "it was downloaded again"
  # What is damaged is not used again.
  echo >"$command"
  expect 0 install_at "v$version"
  cmp "$command" "$LOCKWRIGHT" || fail "a damaged binary was kept"
  rm -rf "$scratch/installed"
}

a_file_that_was_not_released_is_refused() {
  local published=$releases/v$version/$archive
  mv "$published" "$scratch/published"
  (cat "$scratch/published"; echo) >"$published"
  expect 2 install_at "v$version"
  said "$archive is not the file that was released: expected the SHA-256"
  [[ ! -e $scratch/installed/bin/lockwright ]] || fail "it was installed"
  ! grep -q '^cargo' "$scratch/output" || fail "something was built instead"
  mv "$scratch/published" "$published"
}

what_has_no_release_is_built() {
  # A branch has no release, and may have other code than any.
  : >"$scratch/requests"
  expect 101 install_at main
  said "is built from source, which takes some minutes"
  said "cargo install --locked --root $scratch/installed --path $root"
  [[ ! -s $scratch/requests ]] || fail "a release was looked for"
  local folder=$releases/v$version
  mv "$folder" "$folder-later"
  expect 101 install_at "v$version"
  said "there is no $address/v$version/SHA256SUMS"
  said "cargo install"
  mkdir "$folder"
  sed "s/$archive/lockwright-sparc.tar.gz/" "$folder-later/SHA256SUMS" >"$folder/SHA256SUMS"
  expect 101 install_at "v$version"
  said "the release has no $archive"
  rm -r "$folder"
  mv "$folder-later" "$folder"
  address=http://127.0.0.1:9 expect 101 install_at "v$version"
  said "the server does not answer"
  # Where nothing can be built either, that is said.
  VERSION=$version FOLDER=$scratch/installed RELEASE='' SOURCE=file://$scratch/nowhere \
    with_path "$scratch/no-cargo" run_script
}

run_script() {
  expect 2 sh "$root/src/cli/init/install.sh"
  said "there is neither a release of it nor a Git repository at file://$scratch/nowhere"
}

# The jobs that `init` writes, run as their systems run them.
jobs_of_init_install_the_release() {
  local lockwright=$scratch/bin/lockwright
  new_repository github.com
  "$lockwright" init >/dev/null
  cp "$unready" login.html
  export VERSION=$version RELEASE=$address/v$version SOURCE=file://$scratch/nowhere
  expect 0 env GITHUB_PATH="$scratch/github-path" HOME="$scratch/home" \
    bash --noprofile --norc -eo pipefail -c "$(step .github/workflows/lockwright.yml "Install Lockwright")"
  cmp "$(cat "$scratch/github-path")/lockwright" "$LOCKWRIGHT" || fail "the path of the binary was not told"
  new_repository gitlab.com
  "$lockwright" init >/dev/null
  cp "$unready" login.html
  python3 -c '
import yaml
print("\n".join(yaml.safe_load(open(".gitlab-ci.yml"))["lockwright"]["script"]))' >"$scratch/job"
  CI_PROJECT_DIR=$PWD FOLDER=$PWD/.lockwright expect 1 sh -e "$scratch/job"
  said missing-tenant-info
  expect 0 python3 -c 'import json; assert any(it["check_name"].endswith("missing-tenant-info") for it in json.load(open("gl-code-quality-report.json")))'
  unset VERSION RELEASE SOURCE
}

# Before the first release there is no tag either; what is built then is the default branch.
a_repository_without_a_tag_is_built() {
  new_repository github.com
  git -C "$scratch/lockwright" tag --delete v0 >/dev/null
  VERSION=$version FOLDER=$scratch/built RELEASE='' SOURCE=file://$scratch/lockwright \
    expect 0 sh "$root/src/cli/init/install.sh"
  said "Lockwright $version is not released"
  cp "$unready" login.html
  expect 1 "$scratch/built/bin/lockwright" check login.html
}
