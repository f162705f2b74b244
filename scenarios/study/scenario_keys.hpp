// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/quantity.hpp"
#include "io/text/yaml_node.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::study {

/// What the value of a scenario key is.
struct ScenarioKey {
    enum class Kind { quantity, number, integer, text };

    Kind kind = Kind::text;
    std::optional<Dimension> dimension = {}; ///< of a quantity
};

/// The dotted keys of scenario files ("traffic.demand_scale", "events.0.at") that a study may
/// change: those of data/schema/scenario.json but name, description, format (they change no run),
/// seed and policies (a study has its own).
class ScenarioKeys {
  public:
    /// Parameters: `base` is the scenario that is changed. Errors: InputError when the schema
    /// cannot be read.
    explicit ScenarioKeys(const io::YamlNode& base);
    ~ScenarioKeys();
    ScenarioKeys(const ScenarioKeys&) = delete;
    ScenarioKeys& operator=(const ScenarioKeys&) = delete;

    /// Adds a problem and returns nullopt for a key that scenarios do not have, one that a study
    /// may not change, and one in a section that the base scenario lacks.
    std::optional<ScenarioKey> find(const std::string& key, const Location& where,
                                    Problems& problems) const;

  private:
    std::optional<ScenarioKey> look_up(const std::string& key) const;
    bool has_section(const std::string& key) const;

    std::unique_ptr<nlohmann::json> schema_;
    const io::YamlNode& base_;
    std::vector<std::string> known_;
};

/// The number that a value of this key is, in SI units; nullopt when it is none.
std::optional<double> number_of_value(const std::string& value, const ScenarioKey& key);

} // namespace cityproof::study
