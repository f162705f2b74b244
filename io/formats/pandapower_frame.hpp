// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// One table of a pandapower file: a pandas DataFrame that was written as a JSON text (orient
/// "split") inside the JSON.
class PandapowerFrame {
  public:
    /// Reads table `name` of the net's "_object". A table that is not there is empty.
    /// Errors: InputError when it is there and is no such table.
    PandapowerFrame(const nlohmann::json& net, std::string name, const std::string& file,
                    Problems& problems);

    const std::string& name() const { return name_; }

    std::size_t size() const { return index_.size(); }

    /// pandapower's index of a row.
    std::int64_t index(std::size_t row) const { return index_[row]; }

    bool has_column(std::string_view column) const;

    /// A number; nullopt when the column is missing or the cell is null. A cell that is something
    /// else is a problem.
    std::optional<double> number(std::size_t row, std::string_view column) const;
    /// A number that must be there; a problem and 0 otherwise.
    double required(std::size_t row, std::string_view column) const;
    /// A whole number that must be there, for example a bus index; a problem and -1 otherwise.
    std::int64_t whole(std::size_t row, std::string_view column) const;
    bool flag(std::size_t row, std::string_view column, bool otherwise) const;
    /// Text; empty when the column is missing or the cell is null.
    std::string text(std::size_t row, std::string_view column) const;

    /// "line[62].r_ohm_per_km", for messages.
    Location where(std::size_t row, std::string_view column) const;

  private:
    const nlohmann::json* cell(std::size_t row, std::string_view column) const;

    std::string name_;
    std::string file_;
    Problems* problems_;
    std::vector<std::string> columns_;
    std::vector<std::int64_t> index_;
    nlohmann::json rows_ = nlohmann::json::array();
};

} // namespace cityproof::io
