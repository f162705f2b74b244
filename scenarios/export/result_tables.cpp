// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/result_tables.hpp"

#include "core/base/errors.hpp"
#include "io/text/nearest.hpp"
#include "models/contracts/ports.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::exporting {
namespace {

bool contains(std::span<const std::string> names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// What the run file says about meters, where it says that their loads are not in it.
std::string why_withheld(const io::RunFileReader& run, const std::string& channel) {
    for (const io::MetaEntry& entry : run.privacy()) {
        if (channel == contracts::ports::meter_load && entry.key == "meter_loads" &&
            entry.value.starts_with("withheld")) {
            return entry.value;
        }
    }
    return {};
}

void require_channels(const io::RunFileReader& run, const std::string& file,
                      std::span<const std::string> wanted) {
    std::vector<std::string> known;
    for (const io::ChannelDescription& channel : run.channels()) {
        known.push_back(channel.name);
    }
    for (const std::string& name : wanted) {
        if (contains(known, name)) {
            continue;
        }
        if (const std::string reason = why_withheld(run, name); !reason.empty()) {
            throw InputError({file, 0, "--channels"},
                             fmt::format("{} is not in the run file: {}", name, reason));
        }
        throw InputError({file, 0, "--channels"},
                         fmt::format("the run has no channel \"{}\"", name), {},
                         io::name_advice(name, known));
    }
}

void require_tables(const io::RunFileReader& run, const std::string& file,
                    std::span<const std::string> wanted) {
    std::vector<std::string> known;
    for (const io::EntityTable& table : run.tables()) {
        known.push_back(table.name);
    }
    for (const std::string& name : wanted) {
        if (!contains(known, name)) {
            throw InputError({file, 0, "--tables"},
                             fmt::format("the run has no table \"{}\" of fixed assets", name), {},
                             io::name_advice(name, known));
        }
    }
}

} // namespace

std::vector<ChosenTable> choose_tables(const io::RunFileReader& run, const std::string& file,
                                       const Wanted& wanted, bool background) {
    require_channels(run, file, wanted.channels);
    require_tables(run, file, wanted.tables);
    std::vector<ChosenTable> chosen;
    for (const io::EntityTable& table : run.tables()) {
        if (!wanted.tables.empty() && !contains(wanted.tables, table.name)) {
            continue;
        }
        ChosenTable entry{.table = &table};
        for (const io::ChannelDescription& channel : run.channels()) {
            if (channel.table == table.name &&
                (wanted.channels.empty() || contains(wanted.channels, channel.name))) {
                entry.channels.push_back(&channel);
            }
        }
        if (!entry.channels.empty() || (background && wanted.channels.empty())) {
            chosen.push_back(std::move(entry));
        }
    }
    if (chosen.empty()) {
        throw InputError({file}, "holds no channel of what was asked for",
                         "--tables and --channels that belong together");
    }
    return chosen;
}

} // namespace cityproof::exporting
