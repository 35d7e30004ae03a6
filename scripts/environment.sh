# Read by run, test and check: makes .venv and keeps it equal to a lock file.
# Every failure is one line on standard error and exit code 1.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

NEEDED="import sys; sys.exit(sys.version_info < (3, 11))"

# Set $python to the first interpreter that is new enough.
find_python() {
    found=""
    for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        command -v "$python" >/dev/null 2>&1 || continue
        "$python" -c "$NEEDED" 2>/dev/null && return
        found="$found Found $("$python" --version 2>&1 | tail -n 1)."
    done
    fail "Kokreasi needs Python 3.11 or newer.${found:- No python3 was found.}"
}

writable() { mkdir -p "$1" 2>/dev/null && ( : >"$1/.writable" ) 2>/dev/null && rm -f "$1/.writable"; }

# Make .venv unless it works already.
make_venv() {
    .venv/bin/python -c "$NEEDED" 2>/dev/null && return
    find_python
    writable . || fail "The folder $(pwd) cannot be written to; Kokreasi keeps its libraries there."
    "$python" -c "import ensurepip, venv" 2>/dev/null || fail \
        "Python lacks its venv module; on Debian or Ubuntu install it with: apt install python3-venv"
    started=$(date +%s)
    "$python" -m venv --clear .venv >/dev/null 2>&1 || fail "$python could not make $(pwd)/.venv."
    say "Made .venv with $("$python" --version) ($(since "$started") s)"
}

since() { say $(($(date +%s) - $1)); }

# Install requirements/$1.txt, unless the same file was installed before, and our own command.
install() {
    ln -sf ../../bin/kokreasi .venv/bin/kokreasi
    cmp -s "requirements/$1.txt" ".venv/installed-$1.txt" && return
    say "Installing the libraries of requirements/$1.txt …"
    started=$(date +%s)
    install_with_uv "$1" || install_with_pip "$1" || fail \
        "The libraries could not be installed; the last lines of .venv/install.log say why: $(
            grep -i error .venv/install.log | tail -n 1)"
    cp "requirements/$1.txt" ".venv/installed-$1.txt"
    say "Installed them ($(since "$started") s)"
}

install_with_uv() {
    if [ ! -x .venv/bin/uv ]; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
            -r requirements/uv.txt >.venv/install.log 2>&1 || return 1
    fi
    UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip install --quiet --python .venv/bin/python \
        --require-hashes -r "requirements/$1.txt" >.venv/install.log 2>&1
}

install_with_pip() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r "requirements/$1.txt" >.venv/install.log 2>&1
}
