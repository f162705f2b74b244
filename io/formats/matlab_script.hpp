// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/matlab_expression.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// What a MATPOWER case file holds after all of its statements have run.
struct MatlabWorkspace {
    MatlabVariables numbers; ///< "mpc.bus", "mpc.baseMVA" ...
    std::map<std::string, std::vector<std::string>, std::less<>>
        texts; ///< "mpc.version", "mpc.bus_name" ...
};

/// Runs a case file: its tables and the statements after them, which in many distribution cases
/// convert units (a reader of the tables alone is wrong by a factor of 1000 there). Knows
/// `function`, assignments to variables, to fields and to parts of tables, `[...] = idx_bus` and
/// its kin, define_constants, and the expressions of MatlabExpression. Errors: InputError with file
/// and line at the first statement that it cannot interpret.
MatlabWorkspace run_matlab_case(std::string_view text, const std::string& file);

} // namespace cityproof::io
