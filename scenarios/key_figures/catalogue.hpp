// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::key_figures {

/// The key figures of one domain, as its model's catalogue has them.
struct DomainCatalogue {
    std::string_view domain; ///< "traffic"
    std::vector<contracts::KeyFigureSpec> figures;
};

/// Every key figure that a run can have, in the order of run files.
std::vector<DomainCatalogue> catalogue();

/// The part of the catalogue that `wanted` names: ids ("traffic.delay_mean") and domains
/// ("traffic"); all of it when nothing is named. Errors: InputError for a name that it does not
/// have, with the nearest one that it has.
std::vector<DomainCatalogue> select(std::span<const std::string> wanted);

} // namespace cityproof::key_figures
