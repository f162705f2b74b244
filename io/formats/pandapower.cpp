// SPDX-License-Identifier: Apache-2.0
#include "io/formats/pandapower.hpp"

#include "core/base/errors.hpp"
#include "io/formats/json_text.hpp"
#include "io/formats/pandapower_frame.hpp"
#include "io/formats/pandapower_switches.hpp"
#include "io/formats/pandapower_transformer.hpp"
#include "io/formats/pgm_network.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace cityproof::io {
namespace {

using nlohmann::json;
using Row = PgmNetwork::Row;

constexpr std::array converted{"bus",  "line", "trafo", "switch",
                               "load", "sgen", "shunt", "ext_grid"};
// Tables that stand at buses and say nothing about the steady state.
constexpr std::array harmless{"measurement", "bus_geodata", "line_geodata", "loadcases",
                              "substation"};

constexpr std::array bus_columns{"bus", "from_bus", "to_bus", "hv_bus", "bus_dc", "from_bus_dc"};

template <std::size_t n>
bool contains(const std::array<const char*, n>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// Coordinates of the GeoJSON text in column geo; empty when there is none.
std::vector<std::array<double, 2>> coordinates(const PandapowerFrame& table, std::size_t row) {
    const std::string text = table.text(row, "geo");
    std::vector<std::array<double, 2>> points;
    if (text.empty()) {
        return points;
    }
    const json geometry = parse_json(text, table.where(row, "geo"));
    const json list =
        geometry.is_object() ? geometry.value("coordinates", json::array()) : json::array();
    const auto add = [&points](const json& point) {
        if (point.is_array() && point.size() >= 2 && point[0].is_number() && point[1].is_number()) {
            points.push_back({point[0].get<double>(), point[1].get<double>()});
        }
    };
    if (list.is_array() && !list.empty() && list[0].is_array()) {
        std::ranges::for_each(list, add);
    } else {
        add(list);
    }
    return points;
}

class Import {
  public:
    Import(const json& net, const std::string& file)
        : net_{net},
          file_{file},
          bus_{net, "bus", file, problems_},
          switch_{net, "switch", file, problems_},
          end_switches_{switch_, problems_} {}

    GridImport run() {
        refuse_unknown_tables();
        set_frequency();
        add_buses();
        add_lines();
        add_bus_switches();
        add_transformers();
        add_shunts();
        add_sources();
        add_loads();
        add_generators();
        if (left_out_ > 0) {
            note(fmt::format("{} buses, branches and loads out of service or at buses out of "
                             "service were left out",
                             left_out_));
        }
        problems_.throw_if_errors();
        result_.pgm_json = network_.text();
        return std::move(result_);
    }

  private:
    PandapowerFrame frame(const char* name) { return {net_, name, file_, problems_}; }

    void note(std::string text) { result_.notes.push_back(std::move(text)); }

    /// Any table that stands at buses carries something of the network: what is not converted must
    /// not vanish.
    void refuse_unknown_tables() {
        for (const auto& [name, value] : net_.items()) {
            const bool table =
                value.is_object() && is_text(value.value("_class", json{}), "DataFrame");
            if (!table || name.starts_with("res_") || name.starts_with("_") ||
                contains(converted, name) || contains(harmless, name)) {
                continue;
            }
            refuse_table(name);
        }
    }

    void refuse_table(const std::string& name) {
        if (!stands_at_buses(name) && name != "controller") {
            return;
        }
        const PandapowerFrame table = frame(name.c_str());
        std::size_t in_service = 0;
        for (std::size_t row = 0; row < table.size(); ++row) {
            in_service += table.flag(row, "in_service", true) ? 1U : 0U;
        }
        if (name == "controller" && in_service > 0) {
            note(fmt::format(
                "{} controllers are not simulated: taps and set points stay as they are",
                in_service));
        } else if (in_service > 0) {
            problems_.error(
                {file_, 0, name},
                fmt::format("{} elements of this table cannot be converted", in_service),
                "bus, line, trafo, switch, load, sgen, shunt and ext_grid only",
                "replace them by elements of these tables in pandapower, or take them out of "
                "service");
        }
    }

    bool stands_at_buses(const std::string& name) const {
        const json inner = net_.at(name).value("_object", json{});
        const json table = inner.is_string()
                               ? parse_json(inner.get_ref<const std::string&>(), {file_, 0, name})
                               : inner;
        const json columns =
            table.is_object() ? table.value("columns", json::array()) : json::array();
        return std::ranges::any_of(columns, [](const json& column) {
            return column.is_string() && contains(bus_columns, column.get<std::string>());
        });
    }

    void set_frequency() {
        const json frequency = net_.value("f_hz", json{50.0});
        const double hz = frequency.is_number() ? frequency.get<double>() : 0;
        if (!(hz > 0 && hz <= 1000)) {
            problems_.error({file_, 0, "f_hz"}, "is no frequency", "50 or 60");
            return;
        }
        frequency_hz_ = hz;
        network_.set_frequency(hz);
    }

    void add_buses() {
        std::size_t not_degrees = 0;
        for (std::size_t row = 0; row < bus_.size(); ++row) {
            if (!bus_.flag(row, "in_service", true)) {
                ++left_out_;
                out_of_service_.insert(bus_.index(row));
                continue;
            }
            const std::string id = fmt::format("bus:{}", bus_.index(row));
            nodes_[bus_.index(row)] =
                network_.add("node", {{"u_rated", bus_.required(row, "vn_kv") * 1e3}}, id);
            BusPlace place{id, bus_.text(row, "name"), std::nullopt};
            const auto points = coordinates(bus_, row);
            if (!points.empty()) {
                if (std::abs(points[0][0]) <= 180 && std::abs(points[0][1]) <= 90) {
                    place.lon_lat_deg = points[0];
                } else {
                    ++not_degrees;
                }
            }
            result_.places.push_back(std::move(place));
        }
        if (not_degrees > 0) {
            note(fmt::format("coordinates of {} buses are no degrees of WGS 84 and were left out: "
                             "give --grid-map",
                             not_degrees));
        }
    }

    /// Node id of a bus; nullopt when the bus is out of service (then the element falls away) or
    /// does not exist.
    std::optional<std::int32_t> node(const PandapowerFrame& table, std::size_t row,
                                     const char* column) {
        const std::int64_t bus = table.whole(row, column);
        if (const auto found = nodes_.find(bus); found != nodes_.end()) {
            return found->second;
        }
        if (out_of_service_.contains(bus)) {
            ++left_out_;
        } else if (bus >= 0) {
            problems_.error(table.where(row, column), fmt::format("bus {} does not exist", bus),
                            "an index of table bus");
        }
        return std::nullopt;
    }

    /// The attributes that all branches share; nullopt when an end is out of service.
    std::optional<Row> branch(const PandapowerFrame& table, std::size_t row, const char* from,
                              const char* to, PandapowerEndSwitches::Branch kind) {
        const bool in_service = table.flag(row, "in_service", true);
        const std::int64_t index = table.index(row);
        const int from_status =
            end_switches_.status(kind, index, table.whole(row, from), in_service);
        const int to_status = end_switches_.status(kind, index, table.whole(row, to), in_service);
        const auto from_node = node(table, row, from);
        const auto to_node = node(table, row, to);
        if (!from_node || !to_node) {
            return std::nullopt;
        }
        return Row{{"from_node", *from_node},
                   {"to_node", *to_node},
                   {"from_status", from_status},
                   {"to_status", to_status}};
    }

    void add_lines() {
        const PandapowerFrame line = frame("line");
        for (std::size_t row = 0; row < line.size(); ++row) {
            std::optional<Row> attributes =
                branch(line, row, "from_bus", "to_bus", PandapowerEndSwitches::Branch::line);
            if (!attributes) {
                continue;
            }
            attributes->update(line_parameters(line, row));
            const std::string id = fmt::format("line:{}", line.index(row));
            network_.add("line", *attributes, id);
            auto points = coordinates(line, row);
            const bool degrees = std::ranges::all_of(points, [](const auto& point) {
                return std::abs(point[0]) <= 180 && std::abs(point[1]) <= 90;
            });
            if (points.size() >= 2 && degrees) {
                result_.paths.push_back({id, std::move(points)});
            }
        }
    }

    Row line_parameters(const PandapowerFrame& line, std::size_t row) {
        const double length_km = line.required(row, "length_km");
        const double parallel = line.number(row, "parallel").value_or(1);
        const double c_f_per_km = line.required(row, "c_nf_per_km") * 1e-9;
        const double g_s_per_km = line.number(row, "g_us_per_km").value_or(0) * 1e-6;
        if (parallel < 1 || length_km <= 0) {
            problems_.error(line.where(row, parallel < 1 ? "parallel" : "length_km"),
                            "is not possible", "a number greater than 0");
        }
        double tan_delta = 0;
        if (g_s_per_km != 0) {
            if (c_f_per_km == 0) {
                problems_.error(line.where(row, "g_us_per_km"),
                                "a conductance without capacitance cannot be expressed",
                                "0, or a c_nf_per_km");
            } else {
                tan_delta = g_s_per_km / (2 * std::numbers::pi * frequency_hz_ * c_f_per_km);
            }
        }
        Row parameters{{"r1", line.required(row, "r_ohm_per_km") * length_km / parallel},
                       {"x1", line.required(row, "x_ohm_per_km") * length_km / parallel},
                       {"c1", c_f_per_km * length_km * parallel},
                       {"tan1", tan_delta}};
        if (const auto rated_ka = line.number(row, "max_i_ka")) {
            parameters["i_n"] = *rated_ka * 1e3 * parallel * line.number(row, "df").value_or(1);
        }
        return parameters;
    }

    void add_bus_switches() {
        for (std::size_t row = 0; row < switch_.size(); ++row) {
            if (switch_.text(row, "et") != "b") {
                continue;
            }
            if (switch_.number(row, "z_ohm").value_or(0) != 0) {
                problems_.error(switch_.where(row, "z_ohm"),
                                "a bus switch with impedance cannot be converted", "0");
            }
            const auto from = node(switch_, row, "bus");
            const auto to = node(switch_, row, "element");
            if (from && to) {
                const int status = switch_.flag(row, "closed", true) ? 1 : 0;
                network_.add("link", {{"from_node", *from},
                                      {"to_node", *to},
                                      {"from_status", status},
                                      {"to_status", status}});
            }
        }
    }

    void add_transformers() {
        const PandapowerFrame trafo = frame("trafo");
        for (std::size_t row = 0; row < trafo.size(); ++row) {
            std::optional<Row> attributes =
                branch(trafo, row, "hv_bus", "lv_bus", PandapowerEndSwitches::Branch::transformer);
            if (attributes) {
                attributes->update(pandapower_transformer(trafo, row, problems_, result_.notes));
                network_.add("transformer", *attributes,
                             fmt::format("transformer:{}", trafo.index(row)));
            }
        }
        end_switches_.report_unused(out_of_service_);
        if (trafo.size() > 0) {
            note("transformers are calculated by the pi model, pandapower's trafo_model=\"pi\" "
                 "(its default is \"t\")");
        }
    }

    void add_shunts() {
        const PandapowerFrame shunt = frame("shunt");
        for (std::size_t row = 0; row < shunt.size(); ++row) {
            const auto at = node(shunt, row, "bus");
            if (!at) {
                continue;
            }
            const double rated_v =
                shunt.number(row, "vn_kv").value_or(rated_kv(shunt.whole(row, "bus"))) * 1e3;
            const double steps = shunt.number(row, "step").value_or(1);
            network_.add(
                "shunt",
                {{"node", *at},
                 {"status", shunt.flag(row, "in_service", true) ? 1 : 0},
                 {"g1", shunt.required(row, "p_mw") * 1e6 * steps / (rated_v * rated_v)},
                 {"b1", -shunt.required(row, "q_mvar") * 1e6 * steps / (rated_v * rated_v)}});
        }
    }

    double rated_kv(std::int64_t bus) {
        for (std::size_t row = 0; row < bus_.size(); ++row) {
            if (bus_.index(row) == bus) {
                return bus_.required(row, "vn_kv");
            }
        }
        return 1;
    }

    void add_sources() {
        const PandapowerFrame grid = frame("ext_grid");
        std::size_t without_strength = 0;
        for (std::size_t row = 0; row < grid.size(); ++row) {
            const auto at = node(grid, row, "bus");
            if (!at) {
                continue;
            }
            Row source{{"node", *at},
                       {"status", grid.flag(row, "in_service", true) ? 1 : 0},
                       {"u_ref", grid.number(row, "vm_pu").value_or(1)},
                       {"u_ref_angle",
                        grid.number(row, "va_degree").value_or(0) * std::numbers::pi / 180}};
            if (const auto strength_mva = grid.number(row, "s_sc_max_mva")) {
                source["sk"] = *strength_mva * 1e6;
                if (const auto ratio = grid.number(row, "rx_max")) {
                    source["rx_ratio"] = *ratio;
                }
            } else {
                ++without_strength;
            }
            network_.add("source", source, fmt::format("source:{}", grid.index(row)));
        }
        if (without_strength > 0) {
            note(fmt::format("{} external grids have no short-circuit power (s_sc_max_mva): the "
                             "scenario has to give "
                             "the source strength",
                             without_strength));
        }
    }

    void add_loads() {
        const PandapowerFrame load = frame("load");
        const auto share = [&load](std::size_t row, const char* name, const char* old_name) {
            const auto percent = load.number(row, name);
            return (percent ? *percent : load.number(row, old_name).value_or(0)) / 100;
        };
        for (std::size_t row = 0; row < load.size(); ++row) {
            const auto at = node(load, row, "bus");
            if (!at) {
                continue;
            }
            const double scaling = load.number(row, "scaling").value_or(1);
            const double p_w = load.required(row, "p_mw") * 1e6 * scaling;
            const double q_var = load.number(row, "q_mvar").value_or(0) * 1e6 * scaling;
            const double z_p = share(row, "const_z_p_percent", "const_z_percent");
            const double z_q = share(row, "const_z_q_percent", "const_z_percent");
            const double i_p = share(row, "const_i_p_percent", "const_i_percent");
            const double i_q = share(row, "const_i_q_percent", "const_i_percent");
            const std::array<std::array<double, 2>, 3> parts{
                {{p_w * (1 - z_p - i_p), q_var * (1 - z_q - i_q)},
                 {p_w * z_p, q_var * z_q},
                 {p_w * i_p, q_var * i_q}}};
            for (int type = 0; type < 3; ++type) { // constant power, impedance, current
                const auto& [part_w, part_var] = parts[static_cast<std::size_t>(type)];
                if (type == 0 || part_w != 0 || part_var != 0) {
                    network_.add("sym_load",
                                 {{"node", *at},
                                  {"status", load.flag(row, "in_service", true) ? 1 : 0},
                                  {"type", type},
                                  {"p_specified", part_w},
                                  {"q_specified", part_var}});
                }
            }
        }
    }

    void add_generators() {
        const PandapowerFrame sgen = frame("sgen");
        for (std::size_t row = 0; row < sgen.size(); ++row) {
            const auto at = node(sgen, row, "bus");
            if (!at) {
                continue;
            }
            const double scaling = sgen.number(row, "scaling").value_or(1);
            network_.add("sym_gen",
                         {{"node", *at},
                          {"status", sgen.flag(row, "in_service", true) ? 1 : 0},
                          {"type", 0},
                          {"p_specified", sgen.required(row, "p_mw") * 1e6 * scaling},
                          {"q_specified", sgen.number(row, "q_mvar").value_or(0) * 1e6 * scaling}});
        }
    }

    const json& net_;
    std::string file_;
    Problems problems_;
    PandapowerFrame bus_;
    PandapowerFrame switch_;
    PandapowerEndSwitches end_switches_;
    PgmNetwork network_;
    GridImport result_;
    double frequency_hz_ = 50;
    std::map<std::int64_t, std::int32_t> nodes_; ///< pandapower bus index -> node id
    std::set<std::int64_t> out_of_service_;
    std::size_t left_out_ = 0;
};

} // namespace

GridImport import_pandapower(const json& root, const std::string& file) {
    const auto kind = root.find("_class");
    if (kind == root.end() || !is_text(*kind, "pandapowerNet") || !root.contains("_object") ||
        !root.at("_object").is_object()) {
        throw InputError({file, 0, "_class"}, "is no pandapower network",
                         R"("_class": "pandapowerNet")",
                         "save the network with pandapower.to_json, unencrypted");
    }
    return Import{root.at("_object"), file}.run();
}

} // namespace cityproof::io
