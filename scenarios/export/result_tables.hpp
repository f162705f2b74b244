// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_reader.hpp"

#include <span>
#include <string>
#include <vector>

namespace cityproof::exporting {

/// A table of a run with the channels of it that are wanted.
struct ChosenTable {
    const io::EntityTable* table = nullptr;
    std::vector<const io::ChannelDescription*> channels = {}; ///< in the run file's order
};

/// What the user named; empty: everything that the format can show.
struct Wanted {
    std::vector<std::string> channels = {};
    std::vector<std::string> tables = {};
};

/// Tables in the run file's order. Without names: every table with a channel, and with
/// `background` also those without, which are the map behind the results. Pointers are into `run`.
/// Errors: InputError for a name that the run does not have, with the nearest one and, for what the
/// run withheld, the reason; for a choice that leaves nothing.
std::vector<ChosenTable> choose_tables(const io::RunFileReader& run, const std::string& file,
                                       const Wanted& wanted, bool background);

} // namespace cityproof::exporting
