// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/cost_benefit.hpp"
#include "scenarios/verdict/report_tables.hpp"

#include <string>

namespace cityproof::verdict {

/// Benefits by price, costs, net present value and payback of one policy.
ReportTable cost_table(const CostBenefit& costs, const std::string& policy);

} // namespace cityproof::verdict
