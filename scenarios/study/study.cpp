// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/study.hpp"

#include "io/text/files.hpp"
#include "io/text/schema.hpp"
#include "scenarios/scenario/policy.hpp"
#include "scenarios/scenario/section.hpp"
#include "scenarios/study/gates.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace cityproof::study {
namespace {

using io::YamlNode;

constexpr std::size_t fewest_for_stop = 10; ///< Law & Kelton: a variance from fewer is no guide
constexpr double largest_seed = 2147483647;
constexpr std::size_t most_seeds = 100'000;

std::optional<std::uint32_t> seed_of(const YamlNode& node, Problems& problems) {
    const auto number = io::number_of(node);
    if (!number || *number < 0 || *number > largest_seed ||
        *number != static_cast<double>(static_cast<std::uint32_t>(*number))) {
        problems.error(node.where(), fmt::format("\"{}\" is no seed", node.scalar),
                       fmt::format("a whole number from 0 to {:.0f}", largest_seed));
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*number);
}

class StudyReader {
  public:
    StudyReader(const YamlNode& document, Study& study, Problems& problems)
        : document_{document},
          study_{study},
          problems_{problems},
          folder_{std::filesystem::absolute(study.file).parent_path()} {}

    void read(const std::filesystem::path& design_table) {
        const scenarios::Section root{document_, problems_};
        study_.name = root.text("name");
        study_.description = root.text("description");
        study_.scenario = (folder_ / root.text("scenario")).lexically_normal();
        study_.checkpoint_every = root.text("checkpoint_every");
        read_arms();
        read_seeds();
        read_stop();
        read_key_figures();
        if (const YamlNode* gates = document_.find("gates")) {
            check_gates(*gates, problems_);
            study_.gates = gates_file(*gates);
        }
        problems_.collect([&] { read_scenario_keys(design_table); });
    }

  private:
    void read_arms() {
        study_.arms.push_back({baseline_name, {}});
        const YamlNode* arms = document_.find("policies");
        if (arms == nullptr) {
            return;
        }
        for (const auto& [name, policies] : arms->entries) {
            Arm arm{name, {}};
            if (name == baseline_name && !policies.items.empty()) {
                problems_.error(policies.where(), "the baseline has no policies of its own",
                                "an arm of another name");
                continue;
            }
            for (const YamlNode& reference : policies.items) {
                read_policy(reference, arm);
            }
            if (name != baseline_name) {
                require_new_arm(arm, policies.where());
                study_.arms.push_back(std::move(arm));
            }
        }
    }

    void read_policy(const YamlNode& reference, Arm& arm) {
        const std::filesystem::path path = scenarios::find_policy(reference.scalar, folder_);
        if (!std::filesystem::exists(path)) {
            problems_.error(reference.where(),
                            fmt::format("the policy \"{}\" is unknown: there is no {}",
                                        reference.scalar, path.string()),
                            "a policy that Cityproof ships, or a file relative to the study");
            return;
        }
        problems_.collect([&] { scenarios::load_policy(path); });
        const bool bare = path.parent_path() == io::data_folder() / "policies";
        arm.policies.push_back(bare ? reference.scalar : path.lexically_normal().string());
    }

    void require_new_arm(const Arm& arm, const Location& where) {
        for (const Arm& other : study_.arms) {
            if (other.policies == arm.policies) {
                problems_.error(where,
                                fmt::format("the arms \"{}\" and \"{}\" are the same policies",
                                            other.name, arm.name),
                                {}, "keep one of them");
            }
        }
    }

    void read_seeds() {
        const YamlNode& node = *document_.find("seeds");
        if (node.kind == YamlNode::Kind::sequence) {
            for (const YamlNode& item : node.items) {
                if (const auto seed = seed_of(item, problems_)) {
                    add_seed(*seed, item.where());
                }
            }
        } else if (node.kind == YamlNode::Kind::mapping) {
            read_seed_range(node);
        } else {
            problems_.error(node.where(), "is neither a list nor a range", "",
                            "write [1, 2, 3] or {first: 1, count: 3}");
            return;
        }
        if (study_.seeds.empty() && !bad_seeds_) {
            problems_.error(node.where(), "there are zero seeds",
                            "one seed or more; for a "
                            "statement two or more");
        }
    }

    void add_seed(std::uint32_t seed, const Location& where) {
        if (!seen_seeds_.insert(seed).second) {
            problems_.error(where, fmt::format("the seed {} is there twice", seed), {},
                            "keep one of them");
            return;
        }
        study_.seeds.push_back(seed);
    }

    void read_seed_range(const YamlNode& node) {
        const YamlNode* count_node = node.find("count");
        const YamlNode* first_node = node.find("first");
        for (const auto& [key, value] : node.entries) {
            if (key != "count" && key != "first") {
                problems_.error(value.where(), fmt::format("\"{}\" is an unknown key", key),
                                "first and count");
            }
        }
        const auto count = count_node == nullptr ? std::nullopt : io::number_of(*count_node);
        if (!count || *count < 0 || *count > most_seeds ||
            *count != static_cast<double>(static_cast<std::size_t>(*count))) {
            problems_.error(node.where(), "has no usable \"count\"",
                            fmt::format("a whole number up to {}", most_seeds));
            bad_seeds_ = true;
            return;
        }
        const auto first =
            first_node == nullptr ? std::optional{1U} : seed_of(*first_node, problems_);
        if (!first || *first + *count > largest_seed) {
            bad_seeds_ = true;
            return;
        }
        study_.seeds_go_on = true;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(*count); ++i) {
            study_.seeds.push_back(*first + i);
        }
    }

    void read_stop() {
        const YamlNode* node = document_.find("stop");
        if (node == nullptr) {
            return;
        }
        const scenarios::Section section{*node, problems_};
        StopRule rule{.key_figure = section.text("key_figure"), .half_width = {}, .where = {}};
        rule.where = node->find("half_width")->where();
        problems_.collect([&] {
            rule.half_width = verdict::parse_margin(section.text("half_width"), rule.where);
            rule.confidence = section.quantity("confidence", Dimension::ratio).value_or(0.95);
        });
        rule.at_most = static_cast<std::size_t>(section.number("at_most").value_or(0));
        if (rule.half_width.value <= 0) {
            problems_.error(rule.where, "is not above zero", "as in 2 %");
        }
        if (rule.confidence <= 0 || rule.confidence >= 1) {
            problems_.error(node->find("confidence")->where(), "is not between 0 and 100 %",
                            "as in 95 %");
        }
        if (!study_.seeds_go_on || study_.seeds.size() < fewest_for_stop) {
            problems_.error(document_.find("seeds")->where(),
                            "a stopping rule cannot add to these seeds",
                            fmt::format("{{first: 1, count: {}}} or more", fewest_for_stop));
        } else if (rule.at_most < study_.seeds.size()) {
            problems_.error(node->find("at_most")->where(), "is less than the first seeds",
                            fmt::format("{} or more", study_.seeds.size()));
        }
        if (study_.arms.size() < 2) {
            problems_.error(node->where(), "there is no policy to compare with the baseline", {},
                            "add \"policies\", or leave \"stop\" out");
        }
        study_.stop = rule;
    }

    void read_key_figures() {
        const YamlNode* node = document_.find("key_figures");
        if (node == nullptr) {
            return;
        }
        for (const auto& [name, value] : node->entries) {
            const auto direction =
                value.scalar == "lower_is_better"    ? contracts::Direction::lower_is_better
                : value.scalar == "higher_is_better" ? contracts::Direction::higher_is_better
                                                     : contracts::Direction::neutral;
            study_.key_figures.emplace_back(name, direction);
        }
    }

    /// What changes the scenario: `set` and the factors.
    void read_scenario_keys(const std::filesystem::path& design_table) {
        if (!std::filesystem::exists(study_.scenario)) {
            problems_.error(document_.find("scenario")->where(),
                            fmt::format("there is no {}", study_.scenario.string()),
                            "a scenario file relative to the study");
            return;
        }
        const YamlNode base = io::load_yaml(study_.scenario);
        const ScenarioKeys keys{base};
        if (const YamlNode* set = document_.find("set")) {
            for (const auto& [key, value] : set->entries) {
                if (keys.find(key, value.where(), problems_)) {
                    study_.settings.push_back(key + "=" + value.scalar);
                }
            }
        }
        if (!design_table.empty()) {
            study_.design = read_design_table(io::read_csv(design_table), keys, problems_);
        } else if (const YamlNode* factors = document_.find("factors")) {
            study_.design = read_design(*factors, folder_, keys, problems_);
        }
        for (const Factor& factor : study_.design.factors) {
            const auto is_set = [&](const std::string& setting) {
                return setting.starts_with(factor.key + "=");
            };
            if (std::ranges::any_of(study_.settings, is_set)) {
                problems_.error(document_.find("set")->where(),
                                fmt::format("\"{}\" is a factor, too", factor.key), {},
                                "name it in one place");
            }
        }
    }

    const YamlNode& document_;
    Study& study_;
    Problems& problems_;
    std::filesystem::path folder_;
    std::set<std::uint32_t> seen_seeds_;
    bool bad_seeds_ = false;
};

} // namespace

std::vector<std::uint32_t> Study::first_seeds(std::size_t count) const {
    std::vector<std::uint32_t> result{
        seeds.begin(), seeds.begin() + static_cast<std::ptrdiff_t>(std::min(count, seeds.size()))};
    while (result.size() < count) {
        result.push_back(result.back() + 1);
    }
    return result;
}

Study load_study(const std::filesystem::path& file, const std::filesystem::path& design_table,
                 Problems& problems) {
    const YamlNode document = io::load_yaml(file);
    Problems form;
    const auto schema =
        nlohmann::json::parse(io::read_text_file(io::data_folder() / "schema" / "study.json"));
    io::validate(document, schema, form);
    form.throw_if_errors();
    Study study;
    study.file = std::filesystem::absolute(file);
    study.text = io::read_text_file(file);
    StudyReader{document, study, problems}.read(design_table);
    return study;
}

} // namespace cityproof::study
