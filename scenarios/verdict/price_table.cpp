// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/price_table.hpp"

#include "core/base/quantity.hpp"
#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "io/text/yaml_node.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace cityproof::verdict {
namespace {

std::string text_of(const io::YamlNode& node, std::string_view key) {
    const io::YamlNode* found = node.find(key);
    return found == nullptr ? std::string{} : one_line(found->scalar);
}

/// "15.00 EUR/h".
void read_amount(const io::YamlNode& node, const std::string& currency, Price& price) {
    const std::string_view text = price.text;
    double amount = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
    std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const std::string expected = currency + "/";
    if (error != std::errc{} || !(amount >= 0) || !std::isfinite(amount) ||
        !rest.starts_with(expected) || rest.size() == expected.size()) {
        throw InputError(node.where(), fmt::format("\"{}\" is no price", text),
                         fmt::format("an amount per unit, as in \"15.00 {}/h\"", currency));
    }
    price.minor_per_unit = 100 * amount;
    price.unit = std::string{rest.substr(expected.size())};
}

} // namespace

PriceTable load_prices(const std::filesystem::path& path) {
    const io::YamlNode document = io::load_yaml(path);
    Problems problems;
    io::validate(
        document,
        nlohmann::json::parse(io::read_text_file(io::data_folder() / "schema" / "prices.json")),
        problems);
    problems.throw_if_errors();
    PriceTable table{.name = text_of(document, "name"),
                     .currency = text_of(document, "currency"),
                     .discount_rate = 0,
                     .prices = {}};
    const io::YamlNode& rate = *document.find("discount_rate");
    problems.collect([&] {
        table.discount_rate = parse_quantity(rate.scalar, Dimension::ratio, rate.where());
        if (!(table.discount_rate >= 0 && table.discount_rate < 1)) {
            throw InputError(rate.where(), "the rate is not between 0 and 100 %", "\"3 %\"");
        }
    });
    std::set<std::string> seen;
    for (const io::YamlNode& node : document.find("prices")->items) {
        problems.collect([&] {
            Price price{.id = text_of(node, "id"),
                        .key_figure = text_of(node, "key_figure"),
                        .times = text_of(node, "times"),
                        .unit = {},
                        .source = text_of(node, "source"),
                        .text = text_of(node, "price")};
            read_amount(*node.find("price"), table.currency, price);
            if (!seen.insert(price.id).second) {
                throw InputError(node.where(), fmt::format("the price {} occurs twice", price.id));
            }
            table.prices.push_back(std::move(price));
        });
    }
    problems.throw_if_errors();
    return table;
}

} // namespace cityproof::verdict
