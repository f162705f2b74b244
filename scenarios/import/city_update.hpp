// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city_yaml.hpp"
#include "io/city/sumo_config.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/import_options.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace cityproof::scenarios {

/// A package of which some parts are replaced and the rest is kept.
class CityUpdate {
  public:
    /// Errors: as io::read_city(), when there is no sound package.
    explicit CityUpdate(const std::filesystem::path& folder);

    const io::City& city() const { return city_; }

    const io::CityDescription& description() const { return description_; }

    /// The package's SUMO configuration; nullopt when it has no streets.
    std::optional<io::SumoConfig> traffic() const;

    /// Adds the layers that stay to a draft that has the new streets, if there are any, and nothing
    /// else; returns their names. A new grid takes away the layers of the old one and all links to
    /// its buses, a new water network its layers and synthetic hydrants, new streets the charging
    /// zones and sensors of streets that are gone. Each loss is said.
    std::set<std::string> keep_layers(const ImportOptions& options, CityDraft& draft) const;

    /// Sensors whose target is in no layer any more leave the draft.
    static void drop_blind_sensors(CityDraft& draft);

    /// Copies a part's files into a new package; returns its note for city.yaml, nullopt when the
    /// package has no such part.
    std::optional<io::CityPart> copy_part(const std::string& name,
                                          const std::filesystem::path& folder) const;

    /// Copies report/streets.json unless the streets are new. Says which reports are left out.
    void keep_street_report(bool has_new_streets, const std::filesystem::path& folder,
                            CityDraft& draft) const;

  private:
    io::City city_;
    io::CityDescription description_;
};

} // namespace cityproof::scenarios
