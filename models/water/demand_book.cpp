// SPDX-License-Identifier: Apache-2.0
#include "models/water/demand_book.hpp"

#include "models/water/epanet_project.hpp"

namespace cityproof::water {

DemandBook::DemandBook(EpanetProject& project)
    : project_{project},
      multiplier_{project.option(OptionValue::demand_multiplier)},
      pattern_step_{project.time(TimeValue::pattern_step)},
      pattern_start_{project.time(TimeValue::pattern_start)} {
    const int patterns = project.count(CountOf::patterns);
    patterns_.resize(static_cast<std::size_t>(patterns) + 1);
    for (int pattern = 1; pattern <= patterns; ++pattern) {
        patterns_[static_cast<std::size_t>(pattern)] = project.pattern(pattern);
    }
    const int default_pattern = static_cast<int>(project.option(OptionValue::default_pattern));
    const int nodes = project.count(CountOf::nodes);
    nodes_.resize(static_cast<std::size_t>(nodes));
    for (int node = 1; node <= nodes; ++node) {
        if (project.node_kind(node) != NodeKind::junction) {
            continue;
        }
        Node& entry = nodes_[index(node)];
        const int categories = project.demand_categories(node);
        for (int category = 1; category <= categories; ++category) {
            const int pattern = project.demand_pattern(node, category);
            entry.categories.push_back(
                {project.base_demand(node, category), pattern == 0 ? default_pattern : pattern});
        }
    }
}

double DemandBook::full_demand(int node, long clock) const {
    const auto period = static_cast<std::size_t>((clock + pattern_start_) / pattern_step_);
    double sum = 0;
    for (const Category& category : nodes_[index(node)].categories) {
        const std::vector<double>& factors = patterns_[static_cast<std::size_t>(category.pattern)];
        sum += category.base * (factors.empty() ? 1.0 : factors[period % factors.size()]) *
               multiplier_;
    }
    return sum;
}

bool DemandBook::is_user(int node) const {
    const Node& entry = nodes_[index(node)];
    for (const Category& category : entry.categories) {
        if (category.base != 0) {
            return true;
        }
    }
    return false;
}

void DemandBook::withhold(int node) {
    set(node, State::withheld);
}

void DemandBook::give_back(int node) {
    set(node, State::given_back);
}

void DemandBook::set(int node, State state) {
    Node& entry = nodes_[index(node)];
    entry.state = state;
    const bool withheld = state == State::withheld;
    for (std::size_t i = 0; i < entry.categories.size(); ++i) {
        project_.set_base_demand(node, static_cast<int>(i) + 1,
                                 withheld ? 0.0 : entry.categories[i].base);
    }
}

void DemandBook::save(engine::StateWriter& out) const {
    std::vector<State> states;
    for (const Node& node : nodes_) {
        states.push_back(node.state);
    }
    out.put(states);
}

void DemandBook::restore(engine::StateReader& in) {
    std::vector<State> states(nodes_.size());
    in.get_sized(states);
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == State::untouched) {
            continue;
        }
        if (states[i] > State::given_back || nodes_[i].categories.empty()) {
            in.fail("the checkpoint withholds a demand that this network does not have");
        }
        set(static_cast<int>(i) + 1, states[i]);
    }
}

} // namespace cityproof::water
