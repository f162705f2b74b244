// SPDX-License-Identifier: Apache-2.0
#include "gui/live/reading.hpp"

#include "gui/live/city_reading.hpp"
#include "gui/live/run_reading.hpp"

namespace cityproof::gui {

namespace {
constexpr const char* city_file = "city.yaml";
} // namespace

bool is_city(const std::filesystem::path& path) {
    std::error_code ignored;
    return path.filename() == city_file ||
           std::filesystem::is_regular_file(path / city_file, ignored);
}

std::unique_ptr<Reading> open_reading(const std::filesystem::path& path) {
    if (is_city(path)) {
        return std::make_unique<CityReading>(path.filename() == city_file ? path.parent_path()
                                                                          : path);
    }
    return std::make_unique<RunReading>(path);
}

} // namespace cityproof::gui
