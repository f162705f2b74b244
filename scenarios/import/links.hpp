// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/city_draft.hpp"

#include <filesystem>

namespace cityproof::scenarios {

/// Reads links.csv (kind,id,bus,power,share): which bus supplies each signal, pump and charging
/// zone. Writes the columns supplied_by and power_w of layers signal and pump, and makes the layer
/// charging_zone on the streets that it names. Every cell that does not fit is added to the
/// problems with file, line and column. Errors: InputError when it is no CSV.
void add_links(const std::filesystem::path& file, CityDraft& draft, Problems& problems);

/// Says which signals and pumps no bus supplies.
void note_unsupplied(CityDraft& draft);

} // namespace cityproof::scenarios
