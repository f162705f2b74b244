// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/links.hpp"

#include "core/base/quantity.hpp"
#include "io/text/csv.hpp"
#include "io/text/nearest.hpp"
#include "scenarios/import/asset_lookup.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

namespace cityproof::scenarios {
namespace {

/// Reads the rows one by one into the draft.
class LinkReader {
  public:
    LinkReader(const io::CsvTable& csv, CityDraft& draft, Problems& problems)
        : csv_{csv},
          draft_{draft},
          problems_{problems} {
        zones_.name = "charging_zone";
        zones_.columns = {"supplied_by", "power_w", "share"};
        zones_.attributes.resize(zones_.columns.size());
    }

    void read(std::size_t row) {
        const std::string& kind = csv_.cell(row, "kind");
        const std::string& id = csv_.cell(row, "id");
        if (!seen_.emplace(kind, id).second) {
            problems_.error(csv_.where(row, "id"),
                            fmt::format("{} \"{}\" stands in two rows", kind, id), "each once", {});
        } else if (kind == "signal") {
            read_signal(row, id);
        } else if (kind == "pump") {
            read_pump(row, id);
        } else if (kind == "charging_zone") {
            read_zone(row, id);
        } else {
            problems_.error(csv_.where(row, "kind"),
                            fmt::format("\"{}\" is no kind of consumer", kind),
                            "signal, pump or charging_zone", io::name_advice(kind, kinds_));
        }
    }

    io::AssetTable take_zones() { return std::move(zones_); }

  private:
    std::optional<std::string> bus(std::size_t row) {
        const std::string& text = csv_.cell(row, "bus");
        if (text.empty()) {
            problems_.error(csv_.where(row, "bus"), "is empty", "the id of a bus", {});
            return std::nullopt;
        }
        return find_bus(draft_, text, csv_.where(row, "bus"), problems_);
    }

    std::optional<double> quantity(std::size_t row, const char* column, Dimension dimension,
                                   double most) {
        std::optional<double> value;
        problems_.collect([&] {
            const double read =
                parse_quantity(csv_.cell(row, column), dimension, csv_.where(row, column));
            if (!(read >= 0 && read <= most)) {
                throw InputError(csv_.where(row, column),
                                 fmt::format("\"{}\" is out of range", csv_.cell(row, column)),
                                 most < 2 ? "0 to 100 %" : "zero or more");
            }
            value = read;
        });
        return value;
    }

    void refuse_filled(std::size_t row, const char* column, const char* kind) {
        if (!csv_.cell(row, column).empty()) {
            problems_.error(csv_.where(row, column), fmt::format("a {} has no {}", kind, column),
                            "an empty cell", {});
        }
    }

    void read_signal(std::size_t row, const std::string& id) {
        const auto asset = find_asset(draft_, "signal", id, csv_.where(row, "id"), problems_);
        const auto supply = bus(row);
        refuse_filled(row, "share", "signal");
        std::optional<double> power;
        if (!csv_.cell(row, "power").empty()) {
            power = quantity(row, "power", Dimension::power, 1e12);
        }
        if (!asset || !supply) {
            return;
        }
        io::AssetTable& table = *draft_.table("signal");
        column_of(table, "supplied_by")[*asset] = *supply;
        if (power) {
            column_of(table, "power_w")[*asset] = *power;
        }
    }

    void read_pump(std::size_t row, const std::string& id) {
        const auto asset = find_asset(draft_, "pump", id, csv_.where(row, "id"), problems_);
        const auto supply = bus(row);
        refuse_filled(row, "power", "pump"); // EPANET computes it
        refuse_filled(row, "share", "pump");
        if (asset && supply) {
            column_of(*draft_.table("pump"), "supplied_by")[*asset] = *supply;
        }
    }

    void read_zone(std::size_t row, const std::string& id) {
        const auto street = find_asset(draft_, "street", id, csv_.where(row, "id"), problems_);
        const auto supply = bus(row);
        const auto power = quantity(row, "power", Dimension::power, 1e12);
        const auto share = quantity(row, "share", Dimension::ratio, 1);
        if (!street || !supply || !power || !share) {
            return;
        }
        zones_.ids.push_back(id);
        zones_.geometry.push_back(draft_.table("street")->geometry[*street]);
        zones_.attributes[0].emplace_back(*supply);
        zones_.attributes[1].emplace_back(*power);
        zones_.attributes[2].emplace_back(*share);
    }

    const io::CsvTable& csv_;
    CityDraft& draft_;
    Problems& problems_;
    io::AssetTable zones_;
    std::set<std::pair<std::string, std::string>> seen_;
    std::vector<std::string> kinds_{"signal", "pump", "charging_zone"};
};

} // namespace

void add_links(const std::filesystem::path& file, CityDraft& draft, Problems& problems) {
    const io::CsvTable csv = io::read_csv(file);
    const std::size_t before = problems.list().size();
    csv.check_columns({"kind", "id", "bus"}, {"power", "share"}, problems);
    if (problems.list().size() != before) {
        return;
    }
    LinkReader reader{csv, draft, problems};
    for (std::size_t row = 0; row < csv.size(); ++row) {
        reader.read(row);
    }
    io::AssetTable zones = reader.take_zones();
    draft.found(fmt::format("links: {} consumers with a bus, {} of them charging zones ({})",
                            csv.size(), zones.size(), file.filename().string()));
    if (zones.size() > 0) {
        draft.add(std::move(zones), io::Provenance::surveyed, file.filename().string());
    }
}

void note_unsupplied(CityDraft& draft) {
    for (const char* layer : {"signal", "pump"}) {
        io::AssetTable* table = draft.table(layer);
        if (table == nullptr || table->size() == 0) {
            continue;
        }
        std::size_t without = 0;
        for (std::size_t row = 0; row < table->size(); ++row) {
            without += table->text(row, "supplied_by").empty() ? 1U : 0U;
        }
        if (without > 0) {
            draft.missing(
                fmt::format("links: {} of {} in layer {} have no bus, so no outage reaches them",
                            without, table->size(), layer));
        }
    }
}

} // namespace cityproof::scenarios
