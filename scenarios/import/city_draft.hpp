// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::scenarios {

/// A layer while the city is put together.
struct DraftLayer {
    io::AssetTable table;
    io::Provenance provenance = io::Provenance::surveyed;
    std::string source;
};

/// A city while it is put together: layers, and what the person who imports it should know.
class CityDraft {
  public:
    /// Adds a layer. Errors: std::logic_error when one of that name exists.
    void add(io::AssetTable table, io::Provenance provenance, std::string source);

    io::AssetTable* table(std::string_view name);
    const io::AssetTable* table(std::string_view name) const;
    DraftLayer* layer(std::string_view name);

    /// Row of an asset; nullopt when the layer or the asset does not exist.
    std::optional<std::size_t> row(std::string_view table_name, std::string_view id) const;

    /// Rectangle around all geometry of these layers (all layers when empty); nullopt when there is
    /// none.
    std::optional<io::Bounds> bounds(const std::vector<std::string>& layers = {}) const;

    /// Layers sorted by name.
    const std::map<std::string, DraftLayer, std::less<>>& layers() const { return layers_; }

    void found(std::string line) { found_.push_back(std::move(line)); }

    void assumed(std::string line) { assumed_.push_back(std::move(line)); }

    void missing(std::string line) { missing_.push_back(std::move(line)); }

    /// What was found, assumed and is missing, as text for the terminal.
    std::string summary() const;

  private:
    std::map<std::string, DraftLayer, std::less<>> layers_;
    std::map<std::string, std::map<std::string, std::size_t, std::less<>>, std::less<>> rows_;
    std::vector<std::string> found_;
    std::vector<std::string> assumed_;
    std::vector<std::string> missing_;
};

/// Gives a table a column of empty cells and returns it; the column that exists when it has one of
/// that name.
std::vector<io::Attribute>& column_of(io::AssetTable& table, const std::string& name);

} // namespace cityproof::scenarios
