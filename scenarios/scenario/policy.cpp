// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/policy.hpp"

#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "scenarios/scenario/section.hpp"

#include <nlohmann/json.hpp>

namespace cityproof::scenarios {

std::string Policy::claim_json() const {
    return nlohmann::ordered_json{
        {"key_figure", claim.key_figure}, {"direction", claim.direction}, {"margin", claim.margin}}
        .dump();
}

std::filesystem::path find_policy(const std::string& reference,
                                  const std::filesystem::path& folder) {
    const bool bare = reference.find('/') == std::string::npos && !reference.ends_with(".yaml");
    return bare ? io::data_folder() / "policies" / (reference + ".yaml") : folder / reference;
}

Policy load_policy(const std::filesystem::path& path) {
    const io::YamlNode document = io::load_yaml(path);
    Problems problems;
    const auto schema =
        nlohmann::json::parse(io::read_text_file(io::data_folder() / "schema" / "policy.json"));
    io::validate(document, schema, problems);
    problems.throw_if_errors();
    const Section root{document, problems};
    const Section claim{*document.find("claim"), problems};
    Policy policy{.name = root.text("name"),
                  .title = root.text("title", root.text("name")),
                  .description = root.text("description"),
                  .claim = {claim.text("key_figure"), claim.text("direction"),
                            *claim.quantity("margin", Dimension::ratio)},
                  .adaptive_signals = {}};
    if (policy.claim.margin < 0) {
        problems.error(document.find("claim")->find("margin")->where(), "the margin is negative",
                       "zero or more; the direction says which way");
    }
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
