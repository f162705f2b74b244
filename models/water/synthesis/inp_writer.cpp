// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/inp_writer.hpp"

#include "models/water/synthesis/water_use.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cityproof::water::synthesis {
namespace {

constexpr double lps_per_m3ps = 1000;

class InpWriter {
  public:
    explicit InpWriter(const SyntheticWater& water) : water_{water} {}

    std::string write() {
        line("[TITLE]");
        line("Synthetic water network, made along streets; none of its assets is a real one");
        write_nodes();
        write_links();
        write_demands();
        write_controls();
        write_settings();
        write_map();
        line("[END]");
        return std::move(text_);
    }

  private:
    template <typename... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
        text_.push_back('\n');
    }

    const std::string& node(std::uint32_t index) const { return water_.nodes[index].id; }

    void write_nodes() {
        line("\n[JUNCTIONS]");
        for (const WaterNode& junction : water_.nodes) {
            if (junction.kind == WaterNodeKind::junction) {
                line("{} {:.2f}", junction.id, junction.elevation_m);
            }
        }
        line("\n[RESERVOIRS]");
        for (const WaterNode& reservoir : water_.nodes) {
            if (reservoir.kind == WaterNodeKind::reservoir) {
                line("{} {:.2f}", reservoir.id, reservoir.elevation_m);
            }
        }
        line("\n[TANKS]\n;id bottom first_level lowest highest diameter");
        for (const WaterTank& tank : water_.tanks) {
            line("{} {:.2f} {:.2f} 0 {:.2f} {:.3f} 0", node(tank.node),
                 water_.nodes[tank.node].elevation_m, tank.first_level_m, tank.depth_m,
                 tank.diameter_m);
        }
    }

    void write_links() {
        line("\n[PIPES]\n;id start end length diameter roughness minor_loss status");
        for (const WaterPipe& pipe : water_.pipes) {
            line("{} {} {} {:.2f} {} {} 0 {}", pipe.id, node(pipe.start), node(pipe.end),
                 pipe.length_m, pipe.dn_mm, pipe.roughness, pipe.closed ? "Closed" : "Open");
        }
        line("\n[PUMPS]");
        for (const WaterPump& pump : water_.pumps) {
            line("{} {} {} HEAD C{}", pump.id, node(pump.start), node(pump.end), pump.id);
        }
        line("\n[VALVES]");
        for (const WaterValve& valve : water_.valves) {
            line("{} {} {} {} PRV {:.2f} 0", valve.id, node(valve.start), node(valve.end),
                 valve.dn_mm, valve.pressure_m);
        }
        line("\n[CURVES]");
        for (const WaterPump& pump : water_.pumps) {
            line("C{} {:.4f} {:.2f}", pump.id, pump.flow_m3ps * lps_per_m3ps, pump.head_m);
        }
    }

    void write_demands() {
        line("\n[DEMANDS]\n;junction L/s pattern");
        for (const WaterNode& junction : water_.nodes) {
            write_demand(junction.id, junction.domestic_m3ps, "domestic");
            write_demand(junction.id, junction.work_m3ps, "work");
            write_demand(junction.id, junction.loss_m3ps, "losses");
        }
        line("\n[PATTERNS]");
        write_pattern("domestic", domestic_shape);
        write_pattern("work", work_shape);
        line("losses 1");
    }

    void write_demand(const std::string& id, double demand_m3ps, const char* pattern) {
        if (demand_m3ps > 0) {
            line("{} {:.7f} {}", id, demand_m3ps * lps_per_m3ps, pattern);
        }
    }

    void write_pattern(const char* name, const DayShape& shape) {
        for (std::size_t hour = 0; hour < shape.size(); hour += 6) {
            line("{} {} {} {} {} {} {}", name, shape[hour], shape[hour + 1], shape[hour + 2],
                 shape[hour + 3], shape[hour + 4], shape[hour + 5]);
        }
    }

    void write_controls() {
        line("\n[CONTROLS]");
        for (const WaterPump& pump : water_.pumps) {
            const std::string& tank = node(water_.tanks[pump.tank].node);
            line("LINK {} OPEN IF NODE {} BELOW {:.2f}", pump.id, tank, pump.on_level_m);
            line("LINK {} CLOSED IF NODE {} ABOVE {:.2f}", pump.id, tank, pump.off_level_m);
        }
        line("\n[STATUS]");
        for (const WaterPump& pump : water_.pumps) {
            line("{} Closed", pump.id);
        }
    }

    void write_settings() {
        line("\n[TIMES]\nDuration 48:00\nHydraulic Timestep 0:15\nPattern Timestep 1:00\n"
             "Report Timestep 1:00\nStart ClockTime 12 am");
        line("\n[OPTIONS]\nUnits LPS\nHeadloss H-W\nTrials 100\nAccuracy 0.0001\n"
             "Unbalanced Continue 10\nDemand Multiplier 1\nQuality None");
        line("\n[REPORT]\nStatus No\nSummary No");
    }

    void write_map() {
        line("\n[COORDINATES]");
        for (const WaterNode& point : water_.nodes) {
            line("{} {:.2f} {:.2f}", point.id, point.place.x_m, point.place.y_m);
        }
        line("\n[VERTICES]");
        for (const WaterPipe& pipe : water_.pipes) {
            for (std::size_t i = 1; i + 1 < pipe.shape.size(); ++i) {
                if (pipe.shape[i] != pipe.shape[i - 1]) {
                    line("{} {:.2f} {:.2f}", pipe.id, pipe.shape[i].x_m, pipe.shape[i].y_m);
                }
            }
        }
        line("");
    }

    const SyntheticWater& water_;
    std::string text_;
};

} // namespace

std::string inp_text(const SyntheticWater& water) {
    return InpWriter{water}.write();
}

} // namespace cityproof::water::synthesis
