// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/key_figures/catalogue.hpp"

#include <span>
#include <string>

namespace cityproof::key_figures {

/// Paragraphs for a person at a terminal.
std::string text_report(std::span<const DomainCatalogue> catalogue);
/// The page docs/key_figures.md.
std::string markdown_report(std::span<const DomainCatalogue> catalogue);
/// One object, for programs: {"format": 1, "key_figures": [{"id", "domain", "unit", "direction",
/// "definition", "formula", "source"}]}.
std::string json_report(std::span<const DomainCatalogue> catalogue);

} // namespace cityproof::key_figures
