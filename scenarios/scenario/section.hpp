// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/quantity.hpp"
#include "io/text/yaml_node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cityproof::scenarios {

/// Typed access to the keys of a YAML mapping that has passed its schema. What the schema cannot
/// say (whole seconds, positive) is added to `problems`.
class Section {
  public:
    Section(const io::YamlNode& node, Problems& problems) : node_{node}, problems_{problems} {}

    std::string text(std::string_view key, std::string fallback = {}) const;
    std::optional<double> quantity(std::string_view key, Dimension dimension) const;
    std::optional<double> number(std::string_view key) const;
    std::optional<Duration> duration(std::string_view key) const;
    /// A duration of whole seconds, at least one. A missing key gives `fallback`.
    Duration whole_seconds(std::string_view key, Duration fallback) const;

  private:
    const io::YamlNode& node_;
    Problems& problems_;
};

} // namespace cityproof::scenarios
