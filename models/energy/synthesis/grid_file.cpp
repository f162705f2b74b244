// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/grid_file.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cityproof::energy {
namespace {

template <typename Asset>
void number(std::vector<Asset>& assets, std::string_view table, std::int32_t& next) {
    for (Asset& asset : assets) {
        asset.number = next++;
        asset.id = fmt::format("{}:{}", table, asset.number);
    }
}

/// Writes the arrays of components.
class Text {
  public:
    explicit Text(const SyntheticGrid& grid) : grid_{grid} {}

    std::string write() {
        text_ = "{\n  \"version\": \"1.0\",\n  \"type\": \"input\",\n  \"is_batch\": false,\n"
                "  \"attributes\": {},\n  \"data\": {";
        array("node", grid_.buses,
              [&](const GridBus& bus) { put(R"("u_rated": {})", bus.rated_v); });
        array("line", grid_.lines, [&](const GridLine& line) { put_line(line); });
        array("transformer", grid_.transformers,
              [&](const GridTransformer& transformer) { put_transformer(transformer); });
        array("source", grid_.sources, [&](const GridSource& source) {
            put(R"("node": {}, "status": 1, "u_ref": {}, "sk": {})", bus(source.bus),
                source.voltage_pu, source.sk_va);
        });
        array("sym_load", grid_.loads, [&](const GridLoad& load) {
            put(R"("node": {}, "status": 1, "type": 0, "p_specified": {}, "q_specified": {})",
                bus(load.bus), load.active_w, load.reactive_var);
        });
        return text_ + "\n  },\n  \"cityproof\": {\"frequency_hz\": 50}\n}\n";
    }

  private:
    template <typename... Values>
    void put(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
    }

    template <typename Asset, typename Write>
    void array(std::string_view component, const std::vector<Asset>& assets, Write write) {
        put("{}\n    \"{}\": [", is_first_ ? "" : ",", component);
        is_first_ = false;
        const char* between = "\n";
        for (const Asset& asset : assets) {
            put("{}      {{\"id\": {}, ", between, asset.number);
            write(asset);
            text_ += '}';
            between = ",\n";
        }
        text_ += "\n    ]";
    }

    std::int32_t bus(std::uint32_t index) const { return grid_.buses[index].number; }

    void put_line(const GridLine& line) {
        const double km = line.length_m / 1000;
        const double cables = line.parallel;
        put(R"("from_node": {}, "to_node": {}, "from_status": {}, "to_status": {}, )",
            bus(line.from_bus), bus(line.to_bus), line.from_closed ? 1 : 0, line.to_closed ? 1 : 0);
        put(R"("r1": {:.9g}, "x1": {:.9g}, "c1": {:.9g}, "tan1": 0, "i_n": {})",
            line.cable.r_ohm_per_km * km / cables, line.cable.x_ohm_per_km * km / cables,
            line.cable.c_nf_per_km * 1e-9 * km * cables, line.cable.rated_a * cables);
    }

    void put_transformer(const GridTransformer& item) {
        const TransformerType& type = item.type;
        put(R"("from_node": {}, "to_node": {}, "from_status": 1, "to_status": 1, )",
            bus(item.from_bus), bus(item.to_bus));
        put(R"("u1": {}, "u2": {}, "sn": {}, "uk": {}, "pk": {}, "i0": {}, "p0": {}, )",
            item.from_v, item.to_v, type.sn_va, type.uk, type.pk_w, type.i0, type.p0_w);
        put(R"("winding_from": {}, "winding_to": {}, "clock": {}, "tap_side": 0, )",
            type.winding_from, type.winding_to, type.clock);
        put(R"("tap_pos": {}, "tap_min": {}, "tap_max": {}, "tap_nom": 0, "tap_size": {:.9g})",
            item.tap, -type.tap_most, type.tap_most, type.tap_step * item.from_v);
    }

    const SyntheticGrid& grid_;
    std::string text_;
    bool is_first_ = true;
};

} // namespace

void number_assets(SyntheticGrid& grid) {
    std::int32_t next = 1;
    number(grid.buses, "bus", next);
    number(grid.lines, "line", next);
    number(grid.transformers, "transformer", next);
    number(grid.sources, "source", next);
    number(grid.loads, "load", next);
    number(grid.switches, "switch", next);
    number(grid.stations, "station", next);
    number(grid.primaries, "primary", next);
}

std::string grid_file_text(const SyntheticGrid& grid) {
    return Text{grid}.write();
}

} // namespace cityproof::energy
