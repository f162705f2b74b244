// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cityproof::process {

/// What a line of `cityproof run --log json` says.
struct RunLine {
    std::optional<double> fraction; ///< of the simulated period that is done
    std::string problem;            ///< text of a problem; empty for none
};

/// Reads one line; anything that is no JSON object of a known type says nothing.
RunLine read_run_line(std::string_view line);

} // namespace cityproof::process
