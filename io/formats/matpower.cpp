// SPDX-License-Identifier: Apache-2.0
#include "io/formats/matpower.hpp"

#include "core/base/errors.hpp"
#include "io/formats/matlab_script.hpp"
#include "io/formats/pgm_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace cityproof::io {
namespace {

using Row = PgmNetwork::Row;

constexpr double frequency_hz =
    50; // charging is given per unit, so any frequency gives the same currents

enum BusColumn { bus_i, bus_type, pd, qd, gs, bs, bus_area, vm, va, base_kv };

enum BranchColumn { f_bus, t_bus, br_r, br_x, br_b, rate_a, rate_b, rate_c, tap, shift, br_status };

enum GeneratorColumn { gen_bus, pg, qg, qmax, qmin, vg, mbase, gen_status };

// Bus types. Source: MATPOWER User's Manual, table "Bus Data".
constexpr double load_bus = 1;
constexpr double voltage_controlled = 2;
constexpr double reference = 3;
constexpr double isolated = 4;

/// One table of the case with messages that name its lines.
class CaseTable {
  public:
    CaseTable(const MatlabWorkspace& workspace, std::string name, std::size_t least_columns,
              const std::string& file, Problems& problems)
        : name_{std::move(name)},
          file_{file},
          problems_{problems} {
        const auto found = workspace.numbers.find("mpc." + name_);
        if (found == workspace.numbers.end()) {
            throw InputError({file, 0, "mpc." + name_}, "is missing",
                             "a MATPOWER case of version 2");
        }
        matrix_ = &found->second;
        if (matrix_->rows > 0 && matrix_->columns < least_columns) {
            throw InputError(where(0), fmt::format("the table has {} columns", matrix_->columns),
                             fmt::format("at least {}", least_columns));
        }
    }

    std::size_t size() const { return matrix_->rows; }

    Location where(std::size_t row) const {
        const int line = row < matrix_->row_lines.size() ? matrix_->row_lines[row] : 0;
        return {file_, line, fmt::format("mpc.{} row {}", name_, row + 1)};
    }

    /// A finite number; a problem and 0 otherwise.
    double value(std::size_t row, int column) const {
        const double value = matrix_->at(row, static_cast<std::size_t>(column));
        if (!std::isfinite(value)) {
            problems_.error(where(row), fmt::format("column {} is {}", column + 1, value),
                            "a finite number");
            return 0;
        }
        return value;
    }

    /// A rating: nullopt when it is 0 or infinite, that is, unlimited.
    std::optional<double> rating(std::size_t row, int column) const {
        const double value = matrix_->at(row, static_cast<std::size_t>(column));
        return std::isfinite(value) && value > 0 ? std::optional{value} : std::nullopt;
    }

  private:
    std::string name_;
    std::string file_;
    Problems& problems_;
    const MatlabMatrix* matrix_ = nullptr;
};

class Import {
  public:
    Import(const MatlabWorkspace& workspace, const std::string& file)
        : workspace_{workspace},
          file_{file},
          bus_{workspace, "bus", 13, file, problems_},
          branch_{workspace, "branch", 11, file, problems_},
          generator_{workspace, "gen", 8, file, problems_} {}

    GridImport run() {
        check_header();
        add_buses();
        add_branches();
        add_shunts_and_loads();
        add_generators();
        note("a MATPOWER case has an ideal reference bus: the scenario has to give the source "
             "strength");
        if (left_out_ > 0) {
            note(fmt::format("{} isolated buses and what hangs on them were left out", left_out_));
        }
        problems_.throw_if_errors();
        network_.set_frequency(frequency_hz);
        result_.pgm_json = network_.text();
        return std::move(result_);
    }

  private:
    struct Bus {
        std::size_t row = 0;
        std::int32_t node = 0;
        double base_v = 0;
    };

    void note(std::string text) { result_.notes.push_back(std::move(text)); }

    void check_header() {
        const auto version = workspace_.texts.find("mpc.version");
        if (version == workspace_.texts.end() || version->second != std::vector<std::string>{"2"}) {
            throw InputError({file_, 0, "mpc.version"}, "is no MATPOWER case of version 2",
                             "mpc.version = '2';",
                             "convert it with MATPOWER: savecase(file, loadcase(file))");
        }
        const auto base = workspace_.numbers.find("mpc.baseMVA");
        base_va_ = base != workspace_.numbers.end() && base->second.is_scalar()
                       ? base->second.values[0] * 1e6
                       : 0;
        if (!(base_va_ > 0) || !std::isfinite(base_va_)) {
            throw InputError({file_, 0, "mpc.baseMVA"}, "is missing or not possible",
                             "a number of MVA greater than 0");
        }
        const auto dc_lines = workspace_.numbers.find("mpc.dcline");
        if (dc_lines != workspace_.numbers.end() && dc_lines->second.rows > 0) {
            problems_.error({file_,
                             dc_lines->second.row_lines.empty() ? 0 : dc_lines->second.row_lines[0],
                             "mpc.dcline"},
                            "DC lines are not simulated", "no mpc.dcline");
        }
    }

    std::int64_t number(const CaseTable& table, std::size_t row, int column) {
        const double value = table.value(row, column);
        if (value < 1 || value > 1e9 || value != std::floor(value)) {
            problems_.error(table.where(row), fmt::format("{} is no bus number", value),
                            "a whole number from 1 on");
            return 0;
        }
        return static_cast<std::int64_t>(value);
    }

    void add_buses() {
        const auto names = workspace_.texts.find("mpc.bus_name");
        for (std::size_t row = 0; row < bus_.size(); ++row) {
            const std::int64_t bus = number(bus_, row, bus_i);
            const double base_v = bus_.value(row, base_kv) * 1e3;
            const double type = bus_.value(row, bus_type);
            if (type != load_bus && type != voltage_controlled && type != reference &&
                type != isolated) {
                problems_.error(bus_.where(row), fmt::format("{} is no bus type", type),
                                "1, 2, 3 or 4");
            }
            if (type == isolated) {
                isolated_.push_back(bus);
                ++left_out_;
                continue;
            }
            if (base_v <= 0) {
                problems_.error(bus_.where(row), "the bus has no base voltage",
                                "BASE_KV greater than 0 in column 10");
            }
            const std::string id = fmt::format("bus:{}", bus);
            const std::int32_t node = network_.add("node", {{"u_rated", base_v}}, id);
            if (!buses_.emplace(bus, Bus{row, node, base_v}).second) {
                problems_.error(bus_.where(row), fmt::format("bus {} stands twice", bus),
                                "every bus number once");
            }
            const bool named = names != workspace_.texts.end() && row < names->second.size();
            result_.places.push_back(
                {id, named ? names->second[row] : std::string{}, std::nullopt});
        }
    }

    /// The bus that a column names; nullptr when it is isolated, or does not exist (a problem).
    const Bus* bus_of(const CaseTable& table, std::size_t row, int column) {
        const std::int64_t bus = number(table, row, column);
        const auto found = buses_.find(bus);
        if (found != buses_.end()) {
            return &found->second;
        }
        if (std::ranges::find(isolated_, bus) != isolated_.end()) {
            ++left_out_;
        } else if (bus > 0) {
            problems_.error(table.where(row), fmt::format("bus {} does not exist", bus),
                            "a number of mpc.bus");
        }
        return nullptr;
    }

    void add_branches() {
        for (std::size_t row = 0; row < branch_.size(); ++row) {
            const Bus* from = bus_of(branch_, row, f_bus);
            const Bus* to = bus_of(branch_, row, t_bus);
            if (from == nullptr || to == nullptr) {
                continue;
            }
            const int status = branch_.value(row, br_status) != 0 ? 1 : 0;
            // Per-unit values stand on the base of the side without tap, the second bus.
            const double base_ohm = to->base_v * to->base_v / base_va_;
            Row branch{{"from_node", from->node},
                       {"to_node", to->node},
                       {"from_status", status},
                       {"to_status", status},
                       {"r1", branch_.value(row, br_r) * base_ohm},
                       {"x1", branch_.value(row, br_x) * base_ohm}};
            const double charging_s = base_ohm > 0 ? branch_.value(row, br_b) / base_ohm : 0;
            const double ratio = branch_.value(row, tap);
            const double angle_deg = branch_.value(row, shift);
            const std::optional<double> rated_mva = branch_.rating(row, rate_a);
            if (ratio == 0 && angle_deg == 0 && from->base_v == to->base_v && charging_s >= 0) {
                branch["c1"] = charging_s / (2 * std::numbers::pi * frequency_hz);
                branch["tan1"] = 0;
                if (rated_mva) {
                    branch["i_n"] = *rated_mva * 1e6 / (std::numbers::sqrt3 * to->base_v);
                }
                network_.add("line", branch, fmt::format("line:{}", row + 1));
                continue;
            }
            branch["g1"] = 0;
            branch["b1"] = charging_s;
            branch["k"] = ratio == 0 ? 1 : ratio;
            branch["theta"] = angle_deg * std::numbers::pi / 180;
            if (rated_mva) {
                branch["sn"] = *rated_mva * 1e6;
            }
            network_.add("generic_branch", branch, fmt::format("transformer:{}", row + 1));
        }
    }

    void add_shunts_and_loads() {
        for (const auto& [number, bus] : buses_in_order()) {
            const double shunt_w = bus.base_v > 0 ? bus_.value(bus.row, gs) * 1e6 : 0;
            const double shunt_var = bus.base_v > 0 ? bus_.value(bus.row, bs) * 1e6 : 0;
            if (shunt_w != 0 || shunt_var != 0) {
                const double square = bus.base_v * bus.base_v;
                network_.add("shunt", {{"node", bus.node},
                                       {"status", 1},
                                       {"g1", shunt_w / square},
                                       {"b1", shunt_var / square}});
            }
        }
        for (const auto& [number, bus] : buses_in_order()) {
            const double load_w = bus_.value(bus.row, pd) * 1e6;
            const double load_var = bus_.value(bus.row, qd) * 1e6;
            if (load_w != 0 || load_var != 0) {
                network_.add("sym_load", injection(bus, load_w, load_var));
            }
        }
    }

    static Row injection(const Bus& bus, double p_w, double q_var) {
        return {{"node", bus.node},
                {"status", 1},
                {"type", 0},
                {"p_specified", p_w},
                {"q_specified", q_var}};
    }

    std::vector<std::pair<std::int64_t, Bus>> buses_in_order() const {
        std::vector<std::pair<std::int64_t, Bus>> ordered{buses_.begin(), buses_.end()};
        std::ranges::sort(ordered, {}, [](const auto& entry) { return entry.second.row; });
        return ordered;
    }

    void add_generators() {
        std::map<std::int64_t, double> set_point; // per reference bus, pu
        for (std::size_t row = 0; row < generator_.size(); ++row) {
            if (!(generator_.value(row, gen_status) > 0)) {
                continue;
            }
            const Bus* bus = bus_of(generator_, row, gen_bus);
            if (bus == nullptr) {
                continue;
            }
            const double type = bus_.value(bus->row, bus_type);
            if (type == reference) {
                set_point.emplace(number(generator_, row, gen_bus), generator_.value(row, vg));
            } else if (type == voltage_controlled) {
                problems_.error(generator_.where(row),
                                "a generator that holds its bus voltage is not simulated",
                                "a bus of type 1 (fixed PG and QG) or 3 (upstream grid)",
                                "change the bus type in column 2 of mpc.bus");
            } else {
                network_.add("sym_gen", injection(*bus, generator_.value(row, pg) * 1e6,
                                                  generator_.value(row, qg) * 1e6));
            }
        }
        for (const auto& [number, bus] : buses_in_order()) {
            if (bus_.value(bus.row, bus_type) != reference) {
                continue;
            }
            const auto voltage = set_point.find(number);
            network_.add(
                "source",
                {{"node", bus.node},
                 {"status", 1},
                 {"u_ref", voltage != set_point.end() ? voltage->second : bus_.value(bus.row, vm)},
                 {"u_ref_angle", bus_.value(bus.row, va) * std::numbers::pi / 180}},
                fmt::format("source:{}", number));
        }
    }

    const MatlabWorkspace& workspace_;
    std::string file_;
    Problems problems_;
    CaseTable bus_;
    CaseTable branch_;
    CaseTable generator_;
    PgmNetwork network_;
    GridImport result_;
    double base_va_ = 0;
    std::map<std::int64_t, Bus> buses_;
    std::vector<std::int64_t> isolated_;
    std::size_t left_out_ = 0;
};

} // namespace

GridImport import_matpower(std::string_view text, const std::string& file) {
    const MatlabWorkspace workspace = run_matlab_case(text, file);
    return Import{workspace, file}.run();
}

} // namespace cityproof::io
