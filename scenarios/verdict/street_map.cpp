// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/street_map.hpp"

#include "io/run_file/run_file_reader.hpp"

#include <algorithm>

namespace cityproof::verdict {
namespace {

constexpr const char* channel_name = "traffic/street_speed";
constexpr const char* table_name = "street";

bool has_speeds(const io::RunFileReader& run) {
    const io::EntityTable* streets = run.table(table_name);
    return streets != nullptr && std::ranges::any_of(run.channels(), [](const auto& channel) {
               return channel.name == channel_name && channel.table == table_name;
           });
}

/// Mean over time of each street; empty without frames.
std::vector<double> mean_speeds(const io::RunFileReader& run) {
    const auto channel =
        std::ranges::find_if(run.channels(), [](const auto& c) { return c.name == channel_name; });
    const std::size_t frames = run.times_s(channel->axis).size();
    std::vector<double> sum;
    for (std::size_t i = 0; i < frames; ++i) {
        const std::vector<float> frame = run.frame(channel_name, i);
        sum.resize(frame.size());
        for (std::size_t street = 0; street < frame.size(); ++street) {
            sum[street] += static_cast<double>(frame[street]) / static_cast<double>(frames);
        }
    }
    return sum;
}

/// Adds the runs' mean speeds, times `weight`; false when a run does not fit.
bool add_runs(std::span<const std::string> files, double weight, std::vector<std::string>& ids,
              StreetMap& map) {
    for (const std::string& file : files) {
        const io::RunFileReader run{file};
        if (!has_speeds(run)) {
            return false;
        }
        const io::EntityTable& streets = *run.table(table_name);
        if (ids.empty()) {
            ids = streets.ids;
            map.streets.resize(ids.size());
            for (std::size_t i = 0; i < ids.size(); ++i) {
                for (const auto& point : streets.geometry.at(i).points) {
                    map.streets[i].points_m.emplace_back(point.x_m, point.y_m);
                }
            }
        }
        const std::vector<double> speeds = mean_speeds(run);
        if (streets.ids != ids || speeds.size() != ids.size()) {
            return false;
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            map.streets[i].change_mps += weight * speeds[i] / static_cast<double>(files.size());
        }
    }
    return true;
}

} // namespace

std::optional<StreetMap> read_street_map(std::span<const std::string> baseline,
                                         std::span<const std::string> policy) {
    StreetMap map;
    std::vector<std::string> ids;
    if (!add_runs(baseline, -1, ids, map) || !add_runs(policy, 1, ids, map)) {
        return std::nullopt;
    }
    std::erase_if(map.streets, [](const auto& street) { return street.points_m.size() < 2; });
    return map.streets.empty() ? std::nullopt : std::optional{std::move(map)};
}

} // namespace cityproof::verdict
