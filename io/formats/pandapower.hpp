// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/grid_import.hpp"

#include <nlohmann/json_fwd.hpp>

namespace cityproof::io {

/// Converts a pandapower network: bus, line, trafo (pi model), switch, load (with constant
/// impedance and current shares), sgen, shunt, ext_grid. An open switch opens the end of its line
/// or transformer; a switch between two buses becomes a link. Buses out of service are left out,
/// with what hangs on them. An ext_grid gets sk from s_sc_max_mva; without it the scenario has to
/// give the source strength, because pandapower's power flow takes an ideal one.
///
/// Refused, each with its table: gen, trafo3w, storage, ward, xward, impedance, dcline, asymmetric
/// loads and every other table that stands at buses and is not named above; phase-shifting and
/// tabular tap changers, shifts that are no multiple of 30 degrees, conductance of lines without
/// capacitance, switches with impedance. Source of the formulas: pandapower 3 documentation,
/// "Electric Model" of each element. Errors: InputError, ProblemsError with everything found.
GridImport import_pandapower(const nlohmann::json& root, const std::string& file);

} // namespace cityproof::io
