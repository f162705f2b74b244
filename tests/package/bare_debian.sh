#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The newcomer's first hour: a bare Debian 12 (debootstrap, minbase) in a temporary folder, a clone
# of the project in it, then ./run-demo and ./run-tests, and a look at what was touched outside the
# clone. The demo has to end within 15 minutes on the bare machine, and its runs made again within 2
# minutes once everything is installed and built. The host's apt, pip and certificate settings are
# copied in at run time, for the network to work there as it does here; they vanish with the folder.
#
# usage: bare_debian.sh [--only-setup] [--working-tree] [--keep]
#   --only-setup    run ./setup twice instead of the demo and the tests
#   --working-tree  take the files as they are now instead of a clone of HEAD
#   --keep          leave the folder in place and print its name
# Exit code: 0 passed, 1 failed, 77 skipped (with the reason).
set -euo pipefail

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
clone=/srv/cityproof # inside the bare system
took=0               # seconds of the last timed command
only_setup=no working_tree=no keep=no
bare=
running=

say() { printf 'bare_debian: %s\n' "$*"; }
fail() {
    say "FAILED: $*"
    exit 1
}
skip() {
    say "skipped: $*"
    exit 77
}

parse_arguments() {
    local argument
    for argument in "$@"; do
        case $argument in
        --only-setup) only_setup=yes ;;
        --working-tree) working_tree=yes ;;
        --keep) keep=yes ;;
        *) fail "unknown argument $argument" ;;
        esac
    done
}

check_host() {
    [ "$(id -u)" -eq 0 ] || skip "needs root (debootstrap and chroot)"
    command -v debootstrap >/dev/null || skip "debootstrap is not installed"
    unshare --mount --pid --fork true 2>/dev/null || skip "may not make mount and process namespaces here"
    [ -n "$(mirror)" ] || skip "no Debian package source found in the host's apt settings"
    if [ $working_tree = no ]; then
        git -C "$project" rev-parse --verify -q HEAD >/dev/null || skip "the project has no commit to clone"
    fi
}

# First package source that the host itself uses.
mirror() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' 2>/dev/null |
        head -n 1
}

# Mounts live in a namespace of each command and vanish with it, as do processes left behind. In the
# background, so that a signal reaches this script at once.
inside() {
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        set -e
        root=$1
        shift
        mount -t proc proc "$root/proc"
        mkdir -p "$root/dev/shm"
        mount -t tmpfs tmpfs "$root/dev/shm"
        exec chroot "$root" "$@"' inside "$bare" \
        env -i HOME="$HOME" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${settings[@]}" "$@" &
    running=$!
    local code=0
    wait "$running" || code=$?
    running=
    return "$code"
}

cleanup() {
    local code=$?
    trap - EXIT
    if [ -n "$running" ]; then
        kill -KILL "$running" 2>/dev/null || true
        wait "$running" 2>/dev/null || true
    fi
    if [ -n "$bare" ]; then
        if [ $keep = yes ]; then
            say "kept: $bare"
        else
            # debootstrap mounts /proc; what it left must go before the folder is removed.
            awk -v at="$bare/" 'index($2, at) == 1 { print $2 }' /proc/self/mounts | sort -r |
                xargs -r -n 1 umount -l || true
            rm -rf --one-file-system -- "$bare" "$bare.log"
        fi
    fi
    exit "$code"
}

make_bare_system() {
    local log
    bare=$(mktemp -d -t cityproof-bare.XXXXXXXX)
    trap cleanup EXIT
    trap 'say "FAILED: interrupted or out of time"; exit 1' INT TERM HUP
    log=$bare.log
    say "making a bare Debian 12 by debootstrap"
    if ! debootstrap --variant=minbase bookworm "$bare" "$(mirror)" >"$log" 2>&1; then
        tail -n 5 "$log"
        rm -f -- "$log"
        fail "debootstrap ended with an error"
    fi
    rm -f -- "$log"
    chmod 755 "$bare"
}

# Copies a file or folder of the host to the same place in the bare system.
copy_in() {
    local path
    for path in "$@"; do
        if [ -e "$path" ]; then
            mkdir -p "$bare$(dirname -- "$path")"
            cp -aLT -- "$path" "$bare$path"
        fi
    done
}

copy_settings() {
    local name folder
    rm -rf -- "$bare/etc/apt/sources.list" "$bare"/etc/apt/{sources.list.d,apt.conf.d}
    for name in sources.list sources.list.d auth.conf auth.conf.d apt.conf apt.conf.d preferences \
        preferences.d keyrings trusted.gpg trusted.gpg.d; do
        copy_in "/etc/apt/$name"
    done
    copy_in /usr/share/keyrings /etc/ssl/certs /usr/local/share/ca-certificates /etc/resolv.conf \
        /etc/hosts /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"
    settings=()
    while IFS= read -r -d '' name; do
        case ${name%%=*} in
        PIP_* | http_proxy | https_proxy | no_proxy | HTTP_PROXY | HTTPS_PROXY | NO_PROXY | \
            all_proxy | ALL_PROXY | SSL_CERT_FILE | SSL_CERT_DIR | REQUESTS_CA_BUNDLE | CURL_CA_BUNDLE)
            settings+=("$name")
            ;;
        esac
    done < <(env -0)
    for folder in ${PIP_FIND_LINKS:-}; do
        if [ -d "$folder" ]; then copy_in "$folder"; fi
    done
}

put_project_in() {
    if [ $working_tree = yes ]; then
        say "copying the working tree"
        mkdir -p "$bare$clone"
        git -C "$project" ls-files -z --cached --others --exclude-standard |
            tar -C "$project" --null --ignore-failed-read -T - -cf - | tar -C "$bare$clone" --no-same-owner -xf -
    else
        say "cloning $(git -C "$project" rev-parse --short HEAD)"
        git clone -q --no-hardlinks -- "$project" "$bare$clone"
    fi
}

# Everything outside the clone: folders by name, files with time of last change and size. Not the
# links that Debian's alternatives make below /usr.
snapshot() {
    find "$bare" -xdev \( -path "$bare$clone" -o -path "$bare/proc" -o -path "$bare/dev" \) -prune \
        -o \( -type l -path "$bare/usr/*" ! -path "$bare/usr/local/*" \) \
        -o -type d -printf '/%P\n' \
        -o -printf '/%P\t%T@\t%s\n' | LC_ALL=C sort
}

# What setting up may leave besides the files of Debian packages: the packages' own scripts make
# settings, alternatives (links), caches and byte code.
generated='^/(etc|var/(lib|cache|log))/|^/usr/(lib|share)/.*/__pycache__(/|$)|^/usr/share/(mime|info)/'
generated+='|^/usr/lib/.*\.cache$|^/usr/local/(lib/python3\.[0-9]+(/dist-packages)?|share/fonts)$'

# Prints what differs between two snapshots apart from Debian's own doings.
touched_by_setup() {
    LC_ALL=C comm -13 "$1" "$2" | cut -f1 |
        LC_ALL=C grep -vE "$generated" |
        LC_ALL=C grep -vxFf <(sed 's#^/\(bin\|sbin\|lib\|lib64\)/#/usr/\1/#' "$bare"/var/lib/dpkg/info/*.list) || true
}

touched_later() {
    # A font cache is rebuilt by whichever program draws text first.
    LC_ALL=C comm -3 "$1" "$2" | sed 's/^\t//' | cut -f1 | sort -u | grep -v '^/var/cache/fontconfig/' || true
}

expect_untouched() {
    [ -z "$2" ] || fail "$1 touched files outside the clone and the Debian packages:
$2"
    say "$1 touched nothing outside the clone and the Debian packages"
}

timed() {
    local started=$SECONDS what=$1
    shift
    say "running $what"
    "$@" || fail "$what ended with exit code $?"
    took=$((SECONDS - started))
    say "$what: $took s"
}

# What a newcomer was promised, in seconds.
bare_limit=900  # ./run-demo on a bare machine: installing, building and all runs
built_limit=120 # ./run-demo --fresh with everything installed and built

# Fails when the last timed command took longer than LIMIT seconds.
expect_within() {
    local limit=$1 what=$2
    [ "$took" -le "$limit" ] || fail "$what took $took s, more than the $limit s that it may take"
    say "$what took $took s of the $limit s that it may take"
}

show_setup() {
    timed "./setup" inside "$clone/setup"
    snapshot >"$state/after-setup"
    expect_untouched "./setup" "$(touched_by_setup "$state/before" "$state/after-setup")"
    timed "./setup again" inside "$clone/setup"
}

run_demo() {
    inside "$clone/run-demo" "$@" > >(tee "$state/demo.log") 2>&1
}

expect_verdict() {
    grep -qE '\b(PASS|FAIL|INCONCLUSIVE)\b' "$state/demo.log" || fail "$1 printed no verdict"
}

show_demo_and_tests() {
    timed "./run-demo" run_demo
    expect_within $bare_limit "./run-demo on a bare machine"
    expect_verdict "./run-demo"
    snapshot >"$state/after-demo"
    expect_untouched "./run-demo" "$(touched_by_setup "$state/before" "$state/after-demo")"
    timed "./run-tests" inside "$clone/run-tests"
    snapshot >"$state/after-tests"
    expect_untouched "./run-tests" "$(touched_later "$state/after-demo" "$state/after-tests")"
    # --fresh: the runs of the first time do not count.
    timed "./run-demo --fresh" run_demo --fresh
    expect_within $built_limit "./run-demo --fresh with everything installed and built"
    expect_verdict "./run-demo --fresh"
    snapshot >"$state/after-second-demo"
    expect_untouched "./run-demo --fresh" "$(touched_later "$state/after-tests" "$state/after-second-demo")"
}

main() {
    parse_arguments "$@"
    # A time limit below ctest's own, so that it is this script that ends the work and cleans up.
    if [ -z "${CITYPROOF_BARE_LIMITED:-}" ]; then
        export CITYPROOF_BARE_LIMITED=yes
        exec timeout --kill-after=100 3400 "${BASH_SOURCE[0]}" "$@"
    fi
    check_host
    make_bare_system
    copy_settings
    put_project_in
    state=$bare$clone/build/bare
    mkdir -p "$state"
    snapshot >"$state/before"
    if [ $only_setup = yes ]; then show_setup; else show_demo_and_tests; fi
    say "PASSED"
}

main "$@"
