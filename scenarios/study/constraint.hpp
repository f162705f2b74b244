// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/study/design.hpp"

#include <optional>
#include <string>

namespace cityproof::study {

/// A line of `where`: "traffic.demand_scale <= 110 %", "water.step != energy.tick". The left side
/// is a factor, the right one a factor or a value; operators are <, <=, >, >=, == and !=.
class Constraint {
  public:
    /// Adds a problem and returns nullopt for a text that is none, or names no factor of the study,
    /// or compares the order of texts.
    static std::optional<Constraint> read(const io::YamlNode& node,
                                          const std::vector<Factor>& factors, Problems& problems);

    /// Whether a point keeps it. Parameters: `values` in the order of the factors.
    bool holds(const std::vector<std::string>& values) const;

  private:
    enum class Comparison { less, less_equal, greater, greater_equal, equal, not_equal };

    struct Side {
        std::optional<std::size_t> factor;
        std::string text;
    };

    int order_of(const std::string& left, const std::string& right) const;

    Side left_;
    Comparison comparison_ = Comparison::equal;
    Side right_;
    ScenarioKey what_;
};

} // namespace cityproof::study
