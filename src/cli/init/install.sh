# Puts Lockwright $VERSION into $FOLDER/bin: the binary of its release, whose SHA-256 has to be the one that the release
# lists, or, where there is no such binary, a build from source. What an earlier run has left there is used again.
#
#   VERSION   0.1.0
#   FOLDER    a folder that is kept between runs
#   RELEASE   the address of the release's files; empty where there can be none
#   SOURCE    what is built: a folder, or the URL of a Git repository
set -e

say() {
  if [ -n "${GITHUB_ACTIONS:-}" ]; then echo "::notice title=Lockwright::$1"; else echo "Lockwright: $1" >&2; fi
}
fail() {
  if [ -n "${GITHUB_ACTIONS:-}" ]; then echo "::error title=Lockwright::$1"; else echo "error: $1" >&2; fi
  exit 2
}

# The archive with the binary for this machine; nothing where releases have none.
archive() {
  case "$(uname -s) $(uname -m)" in
    'Linux x86_64') echo lockwright-x86_64-unknown-linux-musl.tar.gz ;;
    'Linux aarch64' | 'Linux arm64') echo lockwright-aarch64-unknown-linux-musl.tar.gz ;;
    'Darwin x86_64') echo lockwright-x86_64-apple-darwin.tar.gz ;;
    'Darwin arm64') echo lockwright-aarch64-apple-darwin.tar.gz ;;
    MINGW*' x86_64' | MSYS*' x86_64') echo lockwright-x86_64-pc-windows-msvc.zip ;;
  esac
}

# Downloads a file of the release into the working directory. Otherwise says why there is none.
download() {
  status=$(curl --silent --location --fail --retry 3 --max-time 300 --write-out '%{http_code}' \
    --output "$1" "$RELEASE/$1") && return
  case $status in
    404) say "there is no $RELEASE/$1" ;;
    000) say "$RELEASE/$1 cannot be downloaded: the server does not answer" ;;
    *) say "$RELEASE/$1 cannot be downloaded: the server answers $status" ;;
  esac
  return 1
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

# Installs the binary of the release. Gives 1 when there is none, and 2 when it must not be used.
install_release() {
  name=$(archive)
  if [ -z "$name" ]; then
    say "releases have no binary for $(uname -s) on $(uname -m)"
    return 1
  fi
  download SHA256SUMS || return 1
  wanted=$(sed -n "s/^\([0-9a-f]*\)  *\*\{0,1\}$name\$/\1/p" SHA256SUMS)
  if [ -z "$wanted" ]; then
    say "the release has no $name"
    return 1
  fi
  download "$name" || return 1
  found=$(sha256 "$name")
  if [ "$found" != "$wanted" ]; then
    fail "$RELEASE/$name is not the file that was released: expected the SHA-256 $wanted, found $found"
  fi
  case $name in
    *.zip) unzip -q "$name" ;;
    *) tar -xzf "$name" ;;
  esac && mkdir -p "$FOLDER/bin" && mv "${name%%.*}"/lockwright* "$FOLDER/bin/" || fail "$name cannot be unpacked"
}

# Builds Lockwright. Before the first release a repository has no tag of this version; its default branch is built then.
build() {
  if ! command -v cargo >/dev/null; then
    fail "Lockwright $VERSION has to be built, and there is no cargo: install Rust (https://rustup.rs)"
  fi
  say "Lockwright $VERSION is built from source, which takes some minutes"
  if [ -d "$SOURCE" ]; then
    cargo install --locked --root "$FOLDER" --path "$SOURCE"
    return
  fi
  if ! tags=$(GIT_TERMINAL_PROMPT=0 git ls-remote --tags "$SOURCE" "v$VERSION"); then
    fail "Lockwright $VERSION cannot be installed: there is neither a release of it nor a Git repository at $SOURCE"
  fi
  if [ -n "$tags" ]; then
    cargo install --locked --root "$FOLDER" --git "$SOURCE" --tag "v$VERSION" lockwright
  else
    say "Lockwright $VERSION is not released: $SOURCE has no tag v$VERSION, and its default branch is built"
    cargo install --locked --root "$FOLDER" --git "$SOURCE" lockwright
  fi
}

if [ "$("$FOLDER/bin/lockwright" --version 2>/dev/null)" != "lockwright $VERSION" ]; then
  installed=1
  if [ -n "$RELEASE" ]; then
    scratch=$(mktemp -d)
    (cd "$scratch" && install_release) && installed=0 || installed=$?
    rm -rf "$scratch"
  fi
  case $installed in
    0) ;;
    1) build ;;
    *) exit "$installed" ;;
  esac
fi
