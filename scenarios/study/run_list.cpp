// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/run_list.hpp"

#include "core/base/stable_hash.hpp"
#include "io/city/city.hpp"
#include "io/city/content_hash.hpp"
#include "io/text/files.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace cityproof::study {
namespace {

constexpr std::size_t most_runs = 10'000'000;

/// What the identity of all runs of a point and arm has in common.
struct Identity {
    std::uint64_t hash = 0;
    double cost = 0;
};

std::string id_of(std::uint64_t identity, std::uint32_t seed) {
    return fmt::format("{:016x}", fold_hash(identity, std::uint64_t{seed}));
}

std::string_view si_unit(Dimension dimension) {
    switch (dimension) {
    case Dimension::duration:
        return "s";
    case Dimension::length:
        return "m";
    case Dimension::area:
        return "m2";
    case Dimension::speed:
        return "m/s";
    case Dimension::power:
        return "W";
    case Dimension::apparent_power:
        return "VA";
    case Dimension::energy:
        return "J";
    case Dimension::voltage:
        return "V";
    case Dimension::flow:
        return "m3/s";
    case Dimension::volume:
        return "m3";
    case Dimension::pressure:
        return "Pa";
    case Dimension::mass:
        return "kg";
    case Dimension::concentration:
        return "ug/m3";
    case Dimension::per_unit:
        return "pu";
    case Dimension::ratio:
    case Dimension::count:
        break;
    }
    return "1";
}

std::string unit_of(const ScenarioKey& key) {
    if (key.kind == ScenarioKey::Kind::text) {
        return {};
    }
    return std::string{key.dimension ? si_unit(*key.dimension) : "1"};
}

std::vector<ListedFactor> listed_factors(const Design& design) {
    std::vector<ListedFactor> factors;
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
        const ScenarioKey& what = design.factors[i].what;
        ListedFactor factor{design.factors[i].key, unit_of(what), {}};
        for (const std::vector<std::string>& point : design.points) {
            factor.numbers.push_back(
                number_of_value(point[i], what).value_or(std::numeric_limits<double>::quiet_NaN()));
        }
        factors.push_back(std::move(factor));
    }
    return factors;
}

std::uint64_t hash_of_policies(std::uint64_t hash, const std::vector<scenarios::Policy>& policies) {
    for (const scenarios::Policy& policy : policies) {
        hash = fold_hash(hash, stable_hash(policy.text));
    }
    return hash;
}

/// What a scenario takes from files by their content: its city and the state that it begins from.
/// Reads each once.
class FileHashes {
  public:
    std::uint64_t of(const scenarios::Scenario& scenario) {
        std::uint64_t hash = known_or(scenario.city_folder, [&] {
            return stable_hash(io::read_city(scenario.city_folder).content_hash);
        });
        if (scenario.from_state) {
            hash = fold_hash(hash, known_or(*scenario.from_state, [&] {
                                 io::ContentHash content;
                                 content.add_file(*scenario.from_state);
                                 return stable_hash(content.hex());
                             }));
        }
        return hash;
    }

  private:
    template <typename Hash>
    std::uint64_t known_or(const std::filesystem::path& path, Hash&& hash) {
        const std::string name = std::filesystem::weakly_canonical(path).string();
        const auto known = hashes_.find(name);
        return known != hashes_.end() ? known->second : hashes_[name] = hash();
    }

    std::map<std::string, std::uint64_t> hashes_;
};

class ListMaker {
  public:
    ListMaker(const Study& study, const std::filesystem::path& run_program, Problems& problems)
        : study_{study},
          problems_{problems},
          program_hash_{stable_hash(io::read_text_file(run_program))} {
        list_.study = study.name;
        list_.description = study.description;
        list_.study_text = study.text;
        list_.version = CITYPROOF_VERSION;
        list_.scenario = study.scenario;
        list_.settings = study.settings;
        list_.factors = listed_factors(study.design);
        list_.points = study.design.points;
        list_.key_figures = study.key_figures;
        list_.checkpoint_every = study.checkpoint_every;
    }

    RunList make(std::size_t seed_count) {
        problems_.collect([&] {
            list_.scenario_text = io::read_text_file(study_.scenario);
            read_policies();
            read_identities();
        });
        const std::size_t count = identities_.size() * seed_count;
        if (count > most_runs) {
            problems_.error({study_.file.string()}, fmt::format("the study has {} runs", count),
                            fmt::format("at most {}", most_runs));
        }
        if (problems_.has_errors()) {
            return std::move(list_);
        }
        const std::vector<std::uint32_t> seeds = study_.first_seeds(seed_count);
        for (std::size_t i = 0; i < identities_.size(); ++i) {
            for (const std::uint32_t seed : seeds) {
                list_.runs.push_back({id_of(identities_[i].hash, seed),
                                      static_cast<std::uint32_t>(i % study_.arms.size()),
                                      static_cast<std::uint32_t>(i / study_.arms.size()), seed,
                                      identities_[i].cost});
            }
        }
        require_different_arms();
        return std::move(list_);
    }

  private:
    void read_policies() {
        const scenarios::Scenario base = scenarios::load_scenario(study_.scenario, {});
        for (const Arm& arm : study_.arms) {
            ListedArm listed{arm.name, arm.policies, {}};
            std::vector<scenarios::Policy> policies = base.policies;
            for (const std::string& reference : arm.policies) {
                policies.push_back(scenarios::load_policy(
                    scenarios::find_policy(reference, study_.scenario.parent_path())));
            }
            for (const scenarios::Policy& policy : policies) {
                if (std::ranges::find(listed.titles, policy.name) != listed.titles.end()) {
                    problems_.error(
                        {study_.file.string(), 0, "policies." + arm.name},
                        fmt::format("the policy \"{}\" would be in force twice", policy.name),
                        "policies that neither the arm nor the scenario names already");
                }
                listed.titles.push_back(policy.name);
            }
            list_.arms.push_back(std::move(listed));
            policy_hashes_.push_back(hash_of_policies(policies.size(), policies));
        }
    }

    void read_identities() {
        FileHashes files;
        LimitedProblems limited{problems_, {study_.file.string()}};
        for (std::uint32_t point = 0; point < list_.points.size(); ++point) {
            Problems here;
            here.collect([&] {
                const scenarios::Scenario scenario =
                    scenarios::load_scenario(study_.scenario, {list_.settings_of(point), {}});
                add_identities(scenario, files.of(scenario));
            });
            for (const Problem& problem : here.list()) {
                const std::string at = study_.design.factors.empty()
                                           ? ""
                                           : fmt::format(" (point {} of the design)", point);
                limited.error(problem.where, problem.message + at, problem.expected,
                              problem.remedy);
            }
        }
    }

    void add_identities(const scenarios::Scenario& scenario, std::uint64_t files) {
        std::uint64_t hash = stable_hash("cityproof run 1");
        for (const std::uint64_t part :
             {stable_hash(scenario.base_text), files, program_hash_, stable_hash(list_.version)}) {
            hash = fold_hash(hash, part);
        }
        const double demand = scenario.traffic ? scenario.traffic->demand_scale : 1;
        for (const std::uint64_t policies : policy_hashes_) {
            identities_.push_back(
                {fold_hash(hash, policies), scenario.duration.to_seconds() * demand});
        }
    }

    /// Two arms that mean the same cannot be compared. Two points may: designs for sensitivity
    /// analysis have such rows.
    void require_different_arms() {
        std::map<std::string, const PlannedRun*> seen;
        for (const PlannedRun& run : list_.runs) {
            const auto [other, is_new] = seen.emplace(run.id, &run);
            if (!is_new && other->second->arm != run.arm) {
                problems_.error({study_.file.string()},
                                fmt::format("\"{}\" and \"{}\" are the same run",
                                            list_.label(*other->second), list_.label(run)),
                                {}, "name each arm once");
                return;
            }
        }
    }

    const Study& study_;
    Problems& problems_;
    std::uint64_t program_hash_;
    RunList list_;
    std::vector<std::uint64_t> policy_hashes_; ///< by arm
    std::vector<Identity> identities_;         ///< by point, then arm
};

} // namespace

std::vector<PlannedRun> RunList::different_runs() const {
    std::vector<PlannedRun> different;
    std::set<std::string> seen;
    for (const PlannedRun& run : runs) {
        if (seen.insert(run.id).second) {
            different.push_back(run);
        }
    }
    return different;
}

std::vector<std::string> RunList::settings_of(std::uint32_t point) const {
    std::vector<std::string> result = settings;
    for (std::size_t i = 0; i < points[point].size(); ++i) {
        result.push_back((factors.empty() ? "" : factors[i].key) + "=" + points[point][i]);
    }
    return result;
}

std::string RunList::label(const PlannedRun& run) const {
    std::string text = fmt::format("{}, seed {}", arms[run.arm].name, run.seed);
    for (std::size_t i = 0; i < factors.size(); ++i) {
        text += fmt::format(", {}={}", factors[i].key, points[run.point][i]);
    }
    return text;
}

RunList make_run_list(const Study& study, std::size_t seed_count,
                      const std::filesystem::path& run_program, Problems& problems) {
    RunList list = ListMaker{study, run_program, problems}.make(seed_count);
    if (!problems.has_errors()) {
        list.inputs_hash = current_inputs_hash(list, run_program);
    }
    return list;
}

std::string current_inputs_hash(const RunList& list, const std::filesystem::path& run_program) {
    const scenarios::Scenario base =
        scenarios::load_scenario(list.scenario, {list.settings_of(0), {}});
    std::uint64_t hash = stable_hash(io::read_text_file(run_program));
    hash = fold_hash(hash, stable_hash(base.text));
    hash = fold_hash(hash, FileHashes{}.of(base));
    for (const ListedArm& arm : list.arms) {
        for (const std::string& reference : arm.policies) {
            const auto path = scenarios::find_policy(reference, list.scenario.parent_path());
            hash = fold_hash(hash, stable_hash(io::read_text_file(path)));
        }
    }
    return fmt::format("{:016x}", hash);
}

} // namespace cityproof::study
