// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/key_figure.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace cityproof::energy::testing {

/// What the engine does with a member of an instant group: act, then make its publications
/// readable.
inline void step(engine::DomainModel& model, SimTime now) {
    model.act(now);
    for (engine::Port* port : model.outputs()) {
        port->commit();
    }
}

/// Acts at every time the model asks for, up to and including `end`.
inline void run_until(engine::DomainModel& model, SimTime end) {
    while (model.next_time() <= end) {
        step(model, model.next_time());
    }
}

inline double figure(const contracts::KeyFigureSource& source, const std::string& id) {
    for (const contracts::KeyFigure& figure : source.key_figures()) {
        if (figure.id == id) {
            return figure.value;
        }
    }
    throw std::runtime_error("no key figure " + id);
}

inline const engine::Port& port(engine::DomainModel& model, const std::string& name) {
    for (const engine::Port* port : model.outputs()) {
        if (port->spec().name == name) {
            return *port;
        }
    }
    throw std::runtime_error("no port " + name);
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A reference table: first column (whole numbers) -> column name -> value. An empty cell is NaN.
using Reference = std::map<int, std::map<std::string, double>>;

inline Reference read_reference(const std::filesystem::path& path) {
    std::ifstream file{path};
    if (!file) {
        throw std::runtime_error("no reference " + path.string());
    }
    const auto cells = [](const std::string& line) {
        std::vector<std::string> result;
        std::stringstream stream{line};
        for (std::string cell; std::getline(stream, cell, ',');) {
            result.push_back(cell);
        }
        return result;
    };
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> names = cells(line);
    Reference reference;
    while (std::getline(file, line)) {
        const std::vector<std::string> values = cells(line);
        for (std::size_t i = 1; i < values.size(); ++i) {
            reference[std::stoi(values.at(0))][names.at(i)] =
                values[i].empty() ? std::numeric_limits<double>::quiet_NaN() : std::stod(values[i]);
        }
    }
    return reference;
}

/// Two buses of 10 kV, one line of 1 + 2j ohm, an ideal source at the first bus; `extra` goes into
/// "data".
inline std::string two_buses(const std::string& extra = "") {
    return R"({"version": "1.0", "type": "input", "is_batch": false, "attributes": {}, "data": {
        "node": [{"id": 1, "u_rated": 10000}, {"id": 2, "u_rated": 10000}],
        "line": [{"id": 3, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 1,
                  "r1": 1, "x1": 2, "c1": 0, "tan1": 0, "i_n": 100}],
        "source": [{"id": 4, "node": 1, "status": 1, "u_ref": 1, "sk": 1e15}])" +
           extra + "}}";
}

} // namespace cityproof::energy::testing
