// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/water_network.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/test_data.hpp"

namespace cityproof::water {

inline SimTime at(double seconds) {
    return SimTime::zero() + Duration::from_seconds(seconds);
}

/// A folder with .inp files for one test.
class InpFolder {
  public:
    std::filesystem::path write(std::string_view text,
                                std::string_view name = "network.inp") const {
        const std::filesystem::path path = folder_.path() / name;
        std::ofstream{path, std::ios::binary} << text;
        return path;
    }

    /// The unpacked text of a .gz file.
    static std::string unpacked(const std::filesystem::path& packed) {
        const std::string command = "gzip -dc '" + packed.string() + "'";
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), &pclose};
        std::string text;
        std::array<char, 65536> buffer{};
        while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
            text.append(buffer.data(), size);
        }
        if (text.empty()) {
            throw std::runtime_error("cannot unpack " + packed.string());
        }
        return text;
    }

    std::filesystem::path unpack(const std::filesystem::path& packed) const {
        return write(unpacked(packed), packed.stem().string());
    }

    const std::filesystem::path& path() const { return folder_.path(); }

  private:
    cityproof::testing::TemporaryFolder folder_;
};

inline const engine::Port& port(WaterNetwork& model, std::string_view name) {
    for (const engine::Port* output : model.outputs()) {
        if (output->spec().name == name) {
            return *output;
        }
    }
    throw std::runtime_error("no port " + std::string{name});
}

inline void act(WaterNetwork& model, SimTime now) {
    model.act(now);
    for (engine::Port* output : model.outputs()) {
        output->commit();
        output->trim(now);
    }
}

/// Acts at every time that the model asks for up to and including `until`; `before` runs in front
/// of each act, `after` behind it.
inline void run(
    WaterNetwork& model, SimTime until, const std::function<void(SimTime)>& after = [](SimTime) {},
    const std::function<void(SimTime)>& before = [](SimTime) {}) {
    while (model.next_time() <= until) {
        const SimTime now = model.next_time();
        before(now);
        act(model, now);
        after(now);
    }
}

inline std::size_t position(const WaterNetwork& model, std::string_view node) {
    const auto& nodes = model.tables().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id == node) {
            return i;
        }
    }
    throw std::runtime_error("no node " + std::string{node});
}

inline std::size_t position(const std::vector<WaterTables::Link>& links, std::string_view id) {
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (links[i].id == id) {
            return i;
        }
    }
    throw std::runtime_error("no link " + std::string{id});
}

inline double pressure(WaterNetwork& model, std::string_view node, SimTime now) {
    return port(model, "water/node_pressure").at(position(model, node), now);
}

inline double deficit(WaterNetwork& model, std::string_view node, SimTime now) {
    return port(model, "water/node_deficit").at(position(model, node), now);
}

inline double pipe_flow(WaterNetwork& model, std::string_view pipe, SimTime now) {
    return port(model, "water/pipe_flow").at(position(model.tables().pipes, pipe), now);
}

inline double pump_power(WaterNetwork& model, std::string_view pump, SimTime now) {
    return port(model, "water/pump_power").at(position(model.tables().pumps, pump), now);
}

inline double tank_level(WaterNetwork& model, std::size_t tank, SimTime now) {
    return port(model, "water/tank_level").at(tank, now);
}

inline double figure(const WaterNetwork& model, std::string_view id) {
    for (const contracts::KeyFigure& figure : model.key_figures()) {
        if (figure.id == id) {
            return figure.value;
        }
    }
    throw std::runtime_error("no key figure " + std::string{id});
}

/// The port supply/pump, as the energy model would publish it.
class PumpSupply {
  public:
    explicit PumpSupply(std::size_t pumps)
        : port_{{"supply/pump", "1", "pump", "whether a pump has electricity"},
                pumps,
                Duration{},
                1.0} {}

    const engine::Port* port() const { return &port_; }

    void set(SimTime now, std::size_t pump, bool supplied) {
        port_.publish_element(now, pump, supplied ? 1.0 : 0.0);
        port_.commit();
    }

  private:
    engine::Port port_;
};

inline contracts::Command command(contracts::CommandKind kind, std::string_view table,
                                  std::string_view target, SimTime when) {
    return {.at = when,
            .kind = kind,
            .table = std::string{table},
            .target = std::string{target},
            .reason = "test"};
}

} // namespace cityproof::water
