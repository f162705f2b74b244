// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/sensor_list.hpp"

#include "core/base/quantity.hpp"
#include "io/text/csv.hpp"
#include "io/text/nearest.hpp"
#include "scenarios/import/asset_lookup.hpp"
#include "scenarios/import/sensed_quantity.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace cityproof::scenarios {
namespace {

double distance(const io::Point& a, const io::Point& b) {
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

/// What one row says, once all of it is known to be right.
struct SensorRow {
    std::string quantity;
    std::string target;
    io::Geometry place;
    double interval_s = 0;
    double noise = 0;
    double dropout = 0;
    std::string bus; ///< empty: battery
};

void read_place(const io::CsvTable& csv, std::size_t row, const CityDraft& draft, SensorRow& sensor,
                Problems& problems) {
    sensor.quantity = csv.cell(row, "quantity");
    const SensedQuantity* quantity = sensed_quantity(sensor.quantity);
    if (quantity == nullptr) {
        const std::vector<std::string> names = sensed_quantity_names();
        problems.error(
            csv.where(row, "quantity"), fmt::format("\"{}\" cannot be measured", sensor.quantity),
            fmt::format("{}", fmt::join(names, ", ")), io::name_advice(sensor.quantity, names));
        return;
    }
    if (const auto asset = find_asset(draft, quantity->layer, csv.cell(row, "target"),
                                      csv.where(row, "target"), problems)) {
        const io::AssetTable& table = *draft.table(quantity->layer);
        sensor.target = table.ids[*asset];
        sensor.place = middle_of(table.geometry[*asset]);
    }
    problems.collect([&] {
        sensor.noise =
            parse_quantity(csv.cell(row, "noise"), quantity->dimension, csv.where(row, "noise"));
        if (sensor.noise < 0) {
            throw InputError(csv.where(row, "noise"), "is negative",
                             "a standard deviation of zero or more");
        }
    });
}

void read_behaviour(const io::CsvTable& csv, std::size_t row, const CityDraft& draft,
                    SensorRow& sensor, Problems& problems) {
    problems.collect([&] {
        const Location where = csv.where(row, "interval");
        sensor.interval_s = parse_quantity(csv.cell(row, "interval"), Dimension::duration, where);
        if (!(sensor.interval_s >= 1e-3 && sensor.interval_s <= 3.2e7)) {
            throw InputError(where,
                             fmt::format("\"{}\" is out of range", csv.cell(row, "interval")),
                             "1 ms to a year");
        }
    });
    problems.collect([&] {
        sensor.dropout =
            parse_quantity(csv.cell(row, "dropout"), Dimension::ratio, csv.where(row, "dropout"));
        if (!(sensor.dropout >= 0 && sensor.dropout <= 1)) {
            throw InputError(csv.where(row, "dropout"),
                             fmt::format("\"{}\" is no probability", csv.cell(row, "dropout")),
                             "0 to 100 %");
        }
    });
    if (const std::string& bus = csv.cell(row, "bus"); !bus.empty()) {
        sensor.bus = find_bus(draft, bus, csv.where(row, "bus"), problems).value_or("");
    }
}

} // namespace

io::Geometry middle_of(const io::Geometry& geometry) {
    const std::vector<io::Point>& points = geometry.points;
    if (points.empty()) {
        return {};
    }
    if (geometry.kind != io::GeometryKind::line) {
        return {io::GeometryKind::point, {points.front()}};
    }
    double length = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        length += distance(points[i - 1], points[i]);
    }
    double left = length / 2;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double piece = distance(points[i - 1], points[i]);
        if (piece > 0 && left <= piece) {
            const double part = left / piece;
            return {io::GeometryKind::point,
                    {{points[i - 1].x_m + part * (points[i].x_m - points[i - 1].x_m),
                      points[i - 1].y_m + part * (points[i].y_m - points[i - 1].y_m)}}};
        }
        left -= piece;
    }
    return {io::GeometryKind::point, {points.back()}};
}

void add_sensors(const std::filesystem::path& file, CityDraft& draft, Problems& problems) {
    const io::CsvTable csv = io::read_csv(file);
    const std::size_t before = problems.list().size();
    csv.check_columns({"id", "quantity", "target", "interval", "noise", "dropout"}, {"bus"},
                      problems);
    if (problems.list().size() != before) {
        return;
    }
    io::AssetTable table;
    table.name = "sensor";
    table.columns = {"quantity", "target", "interval_s", "noise", "dropout", "supplied_by"};
    table.attributes.resize(table.columns.size());
    std::set<std::string> seen;
    std::size_t without_place = 0;
    for (std::size_t row = 0; row < csv.size(); ++row) {
        const std::string& id = csv.cell(row, "id");
        if (id.empty() || !seen.insert(id).second) {
            problems.error(csv.where(row, "id"),
                           id.empty() ? "is empty" : fmt::format("\"{}\" stands in two rows", id),
                           "an id that no other sensor has", {});
        }
        SensorRow sensor;
        read_place(csv, row, draft, sensor, problems);
        read_behaviour(csv, row, draft, sensor, problems);
        without_place += sensor.place.kind == io::GeometryKind::none ? 1U : 0U;
        table.ids.push_back(id);
        table.geometry.push_back(std::move(sensor.place));
        table.attributes[0].emplace_back(sensor.quantity);
        table.attributes[1].emplace_back(sensor.target);
        table.attributes[2].emplace_back(sensor.interval_s);
        table.attributes[3].emplace_back(sensor.noise);
        table.attributes[4].emplace_back(sensor.dropout);
        table.attributes[5].push_back(sensor.bus.empty() ? io::Attribute{}
                                                         : io::Attribute{sensor.bus});
    }
    draft.found(fmt::format("sensors: {} ({})", table.size(), file.filename().string()));
    if (without_place > 0) {
        draft.missing(fmt::format(
            "sensors: {} measure something that has no place, so they are not on the map",
            without_place));
    }
    draft.add(std::move(table), io::Provenance::surveyed, file.filename().string());
}

} // namespace cityproof::scenarios
