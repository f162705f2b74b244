// SPDX-License-Identifier: Apache-2.0
#include "gui/live/city_reading.hpp"

#include "gui/data/channel_style.hpp"
#include "io/city/city.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

/// Ends of column names, as the importers write them.
constexpr std::array<std::pair<std::string_view, const char*>, 10> unit_ends{{
    {"_m3ps", "m3/s"},
    {"_mps", "m/s"},
    {"_m3", "m3"},
    {"_m2", "m2"},
    {"_va", "VA"},
    {"_m", "m"},
    {"_l", "l"},
    {"_w", "W"},
    {"_v", "V"},
    {"_s", "s"},
}};

bool has_number(const io::AssetTable& table, const std::string& column) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.number(row, column)) {
            return true;
        }
    }
    return false;
}

std::vector<float> numbers(const io::AssetTable& table, const std::string& column) {
    std::vector<float> values(table.size(), no_value);
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (const std::optional<double> number = table.number(row, column)) {
            values[row] = static_cast<float>(*number);
        }
    }
    return values;
}

std::vector<std::string> texts(const io::AssetTable& table, const std::string& column) {
    std::vector<std::string> values(table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        values[row] = table.text(row, column);
    }
    return values;
}

} // namespace

ColumnUnit column_unit(std::string_view column) {
    for (const auto& [end, unit] : unit_ends) {
        if (column.size() > end.size() && column.ends_with(end)) {
            return {std::string{column.substr(0, column.size() - end.size())}, unit};
        }
    }
    return {std::string{column}, "1"};
}

CityReading::CityReading(const std::filesystem::path& folder) : folder_{folder} {
    Problems found;
    const io::City city = io::read_city(folder_, found);
    problems_ = found.list();
    map_ = city.map;
    saved_at_ = saved_at();
    auto facts = std::make_shared<RunFacts>();
    facts->file = folder_.string();
    facts->is_city = true;
    facts->meta = {{"city_name", city.name},
                   {"city_hash", city.content_hash},
                   {"crs", city.crs},
                   {"driving_side", city.drives_left ? "left" : "right"},
                   {"attribution", city.attribution}};
    for (const io::LayerNote& layer : city.layers) {
        facts->meta.push_back(
            {"provenance_" + layer.name, std::string{io::to_string(layer.provenance)}});
    }
    for (std::size_t index = 0; index < city.tables.size(); ++index) {
        add_table(city, index, *facts);
    }
    facts_ = std::move(facts);
}

void CityReading::add_table(const io::City& city, std::size_t index, RunFacts& facts) {
    const io::AssetTable& table = city.tables[index];
    io::EntityTable shown;
    shown.name = table.name;
    shown.ids = table.ids;
    shown.geometry = table.geometry;
    facts.tables.push_back(std::move(shown));
    for (const std::string& column : table.columns) {
        if (!has_number(table, column)) {
            facts.texts.push_back({table.name, column, texts(table, column)});
            continue;
        }
        const ColumnUnit named = column_unit(column);
        facts.channels.push_back({"city/" + table.name + "_" + named.quantity, named.unit,
                                  table.name, "city",
                                  column + " of the layer " + table.name + " in map.gpkg"});
        values_.push_back({facts.channels.back().name, numbers(table, column)});
    }
}

std::shared_ptr<const RunProgress> CityReading::progress() const {
    auto progress = std::make_shared<RunProgress>();
    progress->axes.push_back({"city", {}});
    progress->events = std::make_shared<const std::vector<io::EventRecord>>();
    progress->vehicle_ids = std::make_shared<const std::vector<std::string>>();
    progress->complete = true;
    return progress;
}

std::shared_ptr<const Frame> CityReading::frame(const FrameRequest& request) const {
    auto frame = std::make_shared<Frame>();
    frame->time_s = request.time_s;
    for (const ChannelValues& values : values_) {
        if (std::find(request.channels.begin(), request.channels.end(), values.channel) !=
            request.channels.end()) {
            frame->channels.push_back(values);
        }
    }
    return frame;
}

std::shared_ptr<const EntitySeries> CityReading::series(const std::string& channel,
                                                        std::size_t entity) const {
    auto series = std::make_shared<EntitySeries>();
    series->channel = channel;
    series->entity = entity;
    return series;
}

std::shared_ptr<const ChannelRange> CityReading::range(const std::string& channel) const {
    auto range = std::make_shared<ChannelRange>();
    range->channel = channel;
    std::vector<float> sample;
    if (const io::ChannelDescription* description = facts_->channel(channel)) {
        const double factor = channel_style(*description).factor;
        const auto index = static_cast<std::size_t>(description - facts_->channels.data());
        for (const float value : values_[index].values) {
            sample.push_back(static_cast<float>(static_cast<double>(value) * factor));
        }
    }
    range->range = range_of(sample, false);
    range->sample = std::make_shared<const std::vector<float>>(std::move(sample));
    return range;
}

std::shared_ptr<const TimeSpace>
CityReading::time_space(const std::vector<io::Geometry>& streets) const {
    const StreetChain chain{streets};
    TimeSpaceBuilder builder{chain, 1};
    return std::make_shared<const TimeSpace>(builder.take());
}

std::optional<std::filesystem::file_time_type> CityReading::saved_at() const {
    std::error_code failed;
    const auto time = std::filesystem::last_write_time(map_, failed);
    return failed ? std::nullopt : std::optional{time};
}

Reading::Look CityReading::look() {
    Look look;
    const auto now = saved_at();
    if (!now) {
        if (!std::exchange(said_deleted_, true)) {
            look.problem =
                Problem{Severity::warning,
                        {folder_.string()},
                        "was deleted or renamed while it is shown; what was read stays on the "
                        "screen",
                        {},
                        "open the package under its new name"};
        }
        return look;
    }
    // A program that has the map open has written half of a change, perhaps.
    std::error_code ignored;
    const bool open_elsewhere = std::filesystem::exists(map_.string() + "-wal", ignored) ||
                                std::filesystem::exists(map_.string() + "-journal", ignored);
    if (now != saved_at_ && !open_elsewhere) {
        saved_at_ = now; // of a package that cannot be read any more this is said once
        look.replaced = true;
    }
    return look;
}

} // namespace cityproof::gui
