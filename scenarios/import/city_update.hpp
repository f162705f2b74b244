// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city_yaml.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/import_options.hpp"

#include <filesystem>

namespace cityproof::scenarios {

/// A package of which some parts are replaced and the rest is kept.
class CityUpdate {
  public:
    /// Errors: as io::read_city(), when there is no sound package.
    explicit CityUpdate(const std::filesystem::path& folder);

    const io::City& city() const { return city_; }

    const io::CityDescription& description() const { return description_; }

    /// Adds the layers that stay, as they are, to an empty draft. A new grid takes away the layers
    /// of the old one and all links to its buses, a new water network its layers and synthetic
    /// hydrants; sensors of what is gone go, too. Each loss is said.
    void keep_layers(const ImportOptions& options, CityDraft& draft) const;

    /// Sensors whose target is in no layer any more leave the draft.
    static void drop_blind_sensors(CityDraft& draft);

    /// Copies a part's files into a new package; returns its note for city.yaml, nullopt when the
    /// package has no such part.
    std::optional<io::CityPart> copy_part(const std::string& name,
                                          const std::filesystem::path& folder) const;

    /// Copies report/streets.json, which an update cannot change. Returns whether there was a
    /// realism report, too.
    bool keep_street_report(const std::filesystem::path& folder) const;

  private:
    io::City city_;
    io::CityDescription description_;
};

} // namespace cityproof::scenarios
