// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exit_code.hpp"

#include <cstddef>
#include <filesystem>

namespace cityproof::demo {

struct DemoOptions {
    std::size_t seeds = 5; ///< seeds 1, 2, ... in both arms
    std::size_t jobs = 1;  ///< runs at a time
    std::filesystem::path folder = "cityproof-demo";
    bool fresh = false; ///< use nothing that is there from before
};

/// The whole demonstration: import, runs of both arms, comparison, map, report. Tells its progress
/// on standard error and the result on standard output. Returns ok whatever the verdict;
/// missing_runs when a run failed (its log is kept and named); engine_error when the import or the
/// map failed. Errors: Interrupted at Ctrl-C (finished runs stay and are used by the next call),
/// InputError for a folder that cannot be used or a program that is not installed.
ExitCode run_demo(const DemoOptions& options);

} // namespace cityproof::demo
