// SPDX-License-Identifier: Apache-2.0
#include "io/formats/pandapower_transformer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::io {
namespace {

constexpr int delta_winding = 2;
constexpr int star_winding = 1;

/// A tap changer in power-grid-model's terms.
struct Tap {
    int side = 0; ///< 0: at the first (high-voltage) winding
    int position = 0;
    int lowest = 0;
    int highest = 0;
    int neutral = 0;
    double size_v = 0;
};

class TapReader {
  public:
    TapReader(const PandapowerFrame& trafo, std::size_t row, Problems& problems,
              std::vector<std::string>& notes)
        : trafo_{trafo},
          row_{row},
          problems_{problems},
          notes_{notes} {}

    Tap read(double hv_v, double lv_v) {
        refuse_second_changer();
        const std::string side = trafo_.text(row_, "tap_side");
        if (side.empty()) {
            return {};
        }
        if (side != "hv" && side != "lv") {
            problems_.error(trafo_.where(row_, "tap_side"),
                            fmt::format("'{}' is not accepted", side), "hv or lv");
        }
        Tap tap;
        tap.side = side == "lv" ? 1 : 0;
        tap.neutral = position("tap_neutral", 0);
        tap.position = position("tap_pos", tap.neutral);
        tap.lowest = std::min({position("tap_min", tap.position), tap.position, tap.neutral});
        tap.highest = std::max({position("tap_max", tap.position), tap.position, tap.neutral});
        const double step = trafo_.number(row_, "tap_step_percent").value_or(0) / 100;
        // The solver counts upwards from tap_min to tap_max, so a negative step turns the order
        // round.
        tap.size_v = std::abs(step) * (tap.side == 0 ? hv_v : lv_v);
        if (step < 0) {
            std::swap(tap.lowest, tap.highest);
        }
        if (tap.position != tap.neutral) {
            refuse_phase_shift();
        }
        return tap;
    }

  private:
    int position(const char* column, int otherwise) {
        const double value = trafo_.number(row_, column).value_or(otherwise);
        if (value != std::floor(value) || std::abs(value) > 127) {
            problems_.error(trafo_.where(row_, column),
                            fmt::format("tap {} is not possible", value),
                            "a whole number from -127 to 127");
            return otherwise;
        }
        return static_cast<int>(value);
    }

    void refuse_second_changer() {
        const double second = trafo_.number(row_, "tap2_pos").value_or(0);
        if (second != trafo_.number(row_, "tap2_neutral").value_or(0)) {
            problems_.error(trafo_.where(row_, "tap2_pos"), "a second tap changer is not simulated",
                            "tap2_pos equal to tap2_neutral");
        }
        if (trafo_.flag(row_, "tap_dependency_table", false)) {
            problems_.error(trafo_.where(row_, "tap_dependency_table"),
                            "an impedance that depends on the tap by a table is not simulated",
                            "false");
        }
    }

    void refuse_phase_shift() {
        const std::string type = trafo_.text(row_, "tap_changer_type");
        if (!type.empty() && type != "Ratio") {
            problems_.error(trafo_.where(row_, "tap_changer_type"),
                            fmt::format("a tap changer of type '{}' is not simulated", type),
                            "Ratio");
        } else if (type.empty() && trafo_.has_column("tap_changer_type")) {
            notes_.push_back(fmt::format(
                "transformer:{} has a tap position but no tap_changer_type: it is taken as a "
                "ratio tap changer, which pandapower 3 itself would ignore",
                trafo_.index(row_)));
        }
        if (trafo_.number(row_, "tap_step_degree").value_or(0) != 0 ||
            trafo_.flag(row_, "tap_phase_shifter", false)) {
            problems_.error(trafo_.where(row_, "tap_step_degree"),
                            "a phase-shifting tap changer is not simulated", "0 or nothing");
        }
    }

    const PandapowerFrame& trafo_;
    std::size_t row_;
    Problems& problems_;
    std::vector<std::string>& notes_;
};

int clock_of(const PandapowerFrame& trafo, std::size_t row, Problems& problems) {
    const double hours = trafo.number(row, "shift_degree").value_or(0) / 30;
    if (std::abs(hours - std::round(hours)) > 1e-6) {
        problems.error(trafo.where(row, "shift_degree"),
                       fmt::format("{} degrees cannot be expressed", hours * 30),
                       "a multiple of 30 degrees");
        return 0;
    }
    const int clock = static_cast<int>(std::fmod(std::round(hours), 12));
    return clock < 0 ? clock + 12 : clock;
}

} // namespace

PgmNetwork::Row pandapower_transformer(const PandapowerFrame& trafo, std::size_t row,
                                       Problems& problems, std::vector<std::string>& notes) {
    const double parallel = trafo.number(row, "parallel").value_or(1);
    const double unit_va = trafo.required(row, "sn_mva") * 1e6;
    const double sn_va = unit_va * parallel;
    const double hv_v = trafo.required(row, "vn_hv_kv") * 1e3;
    const double lv_v = trafo.required(row, "vn_lv_kv") * 1e3;
    const double p0_w = trafo.required(row, "pfe_kw") * 1e3 * parallel;
    // Type data often round i0 below what the iron losses alone draw; the current is then purely
    // resistive.
    const double i0 =
        std::max(trafo.required(row, "i0_percent") / 100, sn_va > 0 ? p0_w / sn_va : 0);
    const int clock = clock_of(trafo, row, problems);
    const Tap tap = TapReader{trafo, row, problems, notes}.read(hv_v, lv_v);
    if (trafo.number(row, "df").value_or(1) != 1) {
        notes.push_back(fmt::format(
            "transformer:{} is derated (df): its loading is reported against the full rated power",
            trafo.index(row)));
    }
    return {{"u1", hv_v},
            {"u2", lv_v},
            {"sn", sn_va},
            {"uk", trafo.required(row, "vk_percent") / 100},
            {"pk", trafo.required(row, "vkr_percent") / 100 * sn_va},
            {"i0", i0},
            {"p0", p0_w},
            {"winding_from", clock % 2 == 1 ? delta_winding : star_winding},
            {"winding_to", star_winding},
            {"clock", clock},
            {"tap_side", tap.side},
            {"tap_pos", tap.position},
            {"tap_min", tap.lowest},
            {"tap_max", tap.highest},
            {"tap_nom", tap.neutral},
            {"tap_size", tap.size_v}};
}

} // namespace cityproof::io
