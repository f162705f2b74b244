// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"
#include "models/traffic/sumo_traffic.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/test_data.hpp"

namespace cityproof::traffic::testing {

inline void write_text(const std::filesystem::path& path, const std::string& text) {
    std::ofstream{path} << text;
}

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Runs a program of the SUMO that the tests use (not a wrapper script). Returns its exit code;
/// what it prints goes to `folder`/output.txt.
inline int run_sumo_program(const std::filesystem::path& folder, const std::string& program,
                            const std::string& arguments) {
    const std::string command =
        fmt::format("cd '{}' && SUMO_HOME='{}' '{}/bin/{}' {} > output.txt 2>&1", folder.string(),
                    CITYPROOF_TEST_SUMO_HOME, CITYPROOF_TEST_SUMO_HOME, program, arguments);
    const int status = std::system(command.c_str()); // NOLINT: one thread, fixed command
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

inline void require_sumo_program(const std::filesystem::path& folder, const std::string& program,
                                 const std::string& arguments) {
    if (run_sumo_program(folder, program, arguments) != 0) {
        throw std::runtime_error(program + ": " + read_text(folder / "output.txt"));
    }
}

/// A junction c with traffic lights, fed from the west and from the south, 100 m each way, one
/// lane, 13.9 m/s. netconvert numbers the links: 0 south to east, 1 south to north, 2 west to east,
/// 3 west to north.
inline void make_crossing_net(const std::filesystem::path& folder) {
    write_text(folder / "c.nod.xml", R"(<nodes>
<node id="w" x="-100" y="0"/><node id="c" x="0" y="0" type="traffic_light"/>
<node id="e" x="100" y="0"/><node id="s" x="0" y="-100"/><node id="n" x="0" y="100"/></nodes>)");
    write_text(folder / "c.edg.xml", R"(<edges><edge id="wc" from="w" to="c" speed="13.9"/>
<edge id="ce" from="c" to="e" speed="13.9"/><edge id="sc" from="s" to="c" speed="13.9"/>
<edge id="cn" from="c" to="n" speed="13.9"/></edges>)");
    require_sumo_program(folder, "netconvert", "-n c.nod.xml -e c.edg.xml -o c.net.xml");
}

/// A scenario on that junction: the net, `routes` (elements inside <routes>), and `additional`
/// elements, for example a signal plan. Returns the sumocfg.
inline std::filesystem::path make_crossing(const std::filesystem::path& folder,
                                           const std::string& routes,
                                           const std::string& additional = "") {
    make_crossing_net(folder);
    write_text(folder / "c.rou.xml", "<routes>\n" + routes + "</routes>\n");
    write_text(folder / "c.add.xml", "<additional>\n" + additional + "</additional>\n");
    write_text(folder / "c.sumocfg", R"(<configuration><input><net-file value="c.net.xml"/>
<route-files value="c.rou.xml"/><additional-files value="c.add.xml"/></input></configuration>)");
    return folder / "c.sumocfg";
}

/// A SUMO tripinfo file, read in another way than the code under test does.
struct Trips {
    int arrived = 0;
    int running = 0;
    int never_in = 0;
    double time_loss_s = 0; ///< of those that departed
    double depart_delay_s = 0;
    double arrived_duration_s = 0;
    double distance_m = 0;

    int all() const { return arrived + running + never_in; }
};

inline Trips read_trips(const std::filesystem::path& path) {
    static const std::regex attribute{R"re(\b(\w+)="([^"]*)")re"};
    Trips trips;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.find("<tripinfo ") == std::string::npos) {
            continue;
        }
        std::map<std::string, std::string> values;
        for (std::sregex_iterator it{line.begin(), line.end(), attribute}, end; it != end; ++it) {
            values[(*it)[1]] = (*it)[2];
        }
        trips.depart_delay_s += std::stod(values.at("departDelay"));
        if (std::stod(values.at("depart")) < 0) {
            ++trips.never_in;
            continue;
        }
        trips.time_loss_s += std::stod(values.at("timeLoss"));
        trips.distance_m += std::stod(values.at("routeLength"));
        if (std::stod(values.at("arrival")) < 0) {
            ++trips.running;
        } else {
            ++trips.arrived;
            trips.arrived_duration_s += std::stod(values.at("duration"));
        }
    }
    return trips;
}

inline double figure(const SumoTraffic& traffic, std::string_view id) {
    for (const contracts::KeyFigure& key_figure : traffic.key_figures()) {
        if (key_figure.id == id) {
            return key_figure.value;
        }
    }
    throw std::runtime_error("no key figure " + std::string{id});
}

/// The port that a policy or the energy model would own, set by hand.
class HandSetPort {
  public:
    HandSetPort(const char* name, std::size_t size, double initial)
        : port_{{name, "1", "signal", "of a test"}, size, Duration{}, initial} {}

    void set(SimTime now, double value) {
        port_.publish(now, std::vector<double>(port_.size(), value));
        port_.commit();
    }

    const engine::Port* port() const { return &port_; }

  private:
    engine::Port port_;
};

inline SumoConfig config_for(const std::filesystem::path& sumo_config, std::int64_t end_s) {
    return {.sumo_config = sumo_config,
            .seed = 1,
            .end = SimTime::at_seconds(end_s),
            .begin = {},
            .exchange = Duration::seconds(1),
            .signal_exchange = Duration::seconds(1),
            .departure_jitter = {},
            .teleport_after = {}};
}

/// One step of SUMO without the engine; outputs become readable as at a window's end.
inline void step(SumoTraffic& traffic, SimTime now) {
    traffic.act(now);
    for (engine::Port* port : traffic.outputs()) {
        port->commit();
    }
}

} // namespace cityproof::traffic::testing
