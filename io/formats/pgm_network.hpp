// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// Gathers a network and writes it in power-grid-model's JSON input format, version 1.0, with the
/// object "cityproof". Ids are given in the order of adding, because the format wants them unique
/// over all components.
class PgmNetwork {
  public:
    using Row = nlohmann::ordered_json;

    /// Adds a component; `row` holds its attributes without id. `asset_id` is empty for components
    /// that nobody names. Returns its id.
    std::int32_t add(std::string_view component, const Row& row, const std::string& asset_id = {});

    void set_frequency(double hz) { frequency_hz_ = hz; }

    /// One component a line, so that versions can be compared. Doubles come back bit by bit.
    std::string text() const;

  private:
    std::int32_t next_id_ = 0;
    double frequency_hz_ = 50;
    std::map<std::string, std::vector<Row>, std::less<>> components_;
    std::vector<std::pair<std::int32_t, std::string>> asset_ids_;
};

} // namespace cityproof::io
