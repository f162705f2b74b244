// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// What one more unit of a key figure costs.
struct Price {
    std::string id;
    std::string key_figure;
    std::string times;         ///< key figure to multiply with; empty: none
    double minor_per_unit = 0; ///< hundredths of the currency
    std::string unit;          ///< of the price, as written: "h" of "15.00 EUR/h"
    std::string source;        ///< or "assumed"
    std::string text;          ///< as written
};

/// A file of prices (data/schema/prices.json).
struct PriceTable {
    std::string name;
    std::string currency;
    double discount_rate = 0;
    std::vector<Price> prices;
};

/// Errors: ProblemsError with all that is wrong, InputError for a file that cannot be read.
PriceTable load_prices(const std::filesystem::path& path);

} // namespace cityproof::verdict
