// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/policy.hpp"

#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "scenarios/scenario/section.hpp"

#include <nlohmann/json.hpp>

namespace cityproof::scenarios {

namespace {

constexpr std::size_t most_bytes = 16U << 20U;

/// A folded text ends in a line break that no sentence wants.
std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(" \n") + 1);
    return text;
}

verdict::Claim read_claim(const io::YamlNode& node, Problems& problems) {
    const Section section{node, problems};
    verdict::Claim claim{.key_figure = section.text("key_figure"), .direction = {}, .margin = {}};
    problems.collect([&] {
        claim.direction =
            verdict::parse_direction(section.text("direction"), node.find("direction")->where());
        claim.margin = verdict::parse_margin(section.text("margin"), node.find("margin")->where());
        verdict::require_sound(claim, node.find("margin")->where());
    });
    return claim;
}

std::optional<verdict::PolicyCosts> read_costs(const io::YamlNode& document, Problems& problems) {
    const io::YamlNode* node = document.find("costs");
    if (node == nullptr) {
        return std::nullopt;
    }
    const Section section{*node, problems};
    verdict::PolicyCosts costs;
    problems.collect([&] {
        costs.capital =
            verdict::parse_money(section.text("capital"), node->find("capital")->where());
        costs.per_year =
            verdict::parse_money(section.text("per_year"), node->find("per_year")->where());
        verdict::require_sound(costs, node->where());
    });
    costs.lifetime_years = static_cast<int>(section.number("lifetime_years").value_or(1));
    return costs;
}

} // namespace

std::filesystem::path find_policy(const std::string& reference,
                                  const std::filesystem::path& folder) {
    const bool bare = reference.find('/') == std::string::npos && !reference.ends_with(".yaml");
    return bare ? io::data_folder() / "policies" / (reference + ".yaml") : folder / reference;
}

Policy load_policy(const std::filesystem::path& path,
                   const std::optional<std::string>& given_text) {
    const std::string text = given_text ? *given_text : io::read_text_file(path, most_bytes);
    const io::YamlNode document = io::parse_yaml(text, path.string());
    Problems problems;
    const auto schema =
        nlohmann::json::parse(io::read_text_file(io::data_folder() / "schema" / "policy.json"));
    io::validate(document, schema, problems);
    problems.throw_if_errors();
    const Section root{document, problems};
    Policy policy{.name = root.text("name"),
                  .title = root.text("title", root.text("name")),
                  .description = trimmed(root.text("description")),
                  .claim = read_claim(*document.find("claim"), problems),
                  .adaptive_signals = {},
                  .costs = read_costs(document, problems),
                  .text = text};
    if (const io::YamlNode* node = document.find("adaptive_signals")) {
        const Section section{*node, problems};
        AdaptiveSignals signals;
        signals.interval = section.whole_seconds("interval", signals.interval);
        signals.min_green = section.whole_seconds("min_green", signals.min_green);
        signals.max_red = section.whole_seconds("max_red", signals.max_red);
        policy.adaptive_signals = signals;
    }
    problems.throw_if_errors();
    return policy;
}

} // namespace cityproof::scenarios
