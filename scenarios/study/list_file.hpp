// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/study/run_list.hpp"

#include <filesystem>

namespace cityproof::study {

/// Writes study.json and runs.jsonl into `folder`, each at once. Errors: InputError, EngineError.
void write_run_list(const RunList& list, const std::filesystem::path& folder);

/// Errors: InputError when they are not there, are damaged or of a newer format.
RunList read_run_list(const std::filesystem::path& folder);

} // namespace cityproof::study
