// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/grid_import.hpp"

#include <string_view>

namespace cityproof::io {

/// Converts a MATPOWER case (version 2, .m). The statements after the tables are run first (see
/// run_matlab_case).
///
/// Buses keep their numbers (`bus:<number>`), branches their rows, counted from 1 (`line:<row>`,
/// `transformer:<row>`). A branch with a ratio, a shift or two base voltages becomes a generic
/// branch, any other a line. Reference buses become sources at their generator's set point; their
/// strength has to come from the scenario, because MATPOWER takes an ideal one. Generators at load
/// buses feed in their PG and QG. Isolated buses (type 4) are left out. Refused: voltage-controlled
/// buses (type 2) with a generator in service, DC lines, buses without base voltage. Source of the
/// branch model: MATPOWER User's Manual, "Branches". Errors: InputError, ProblemsError with file
/// and line.
GridImport import_matpower(std::string_view text, const std::string& file);

} // namespace cityproof::io
