#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The engine's tests in a build that CI has no time for: debug_suite.sh PRESET. With core-debug all
# orders of tasks are tried (20 shuffles), with tsan ThreadSanitizer looks for races.
set -euo pipefail

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd -P)
preset=${1:?usage: debug_suite.sh PRESET}
cd -- "$project"

tools/build "$preset" test_unit_engine
if [ "$preset" = tsan ]; then
    export TSAN_OPTIONS=suppressions=$project/tests/tsan.supp:halt_on_error=1
else
    export CITYPROOF_SHUFFLES=20
fi
exec "build-$preset/tests/test_unit_engine" --gtest_brief=1
