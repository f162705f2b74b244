// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/design.hpp"

#include "scenarios/study/constraint.hpp"
#include "scenarios/study/latin_hypercube.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::study {
namespace {

using io::YamlNode;
using Values = std::vector<std::string>;

/// A part of the design: some factors and the combinations of their values.
struct Block {
    std::vector<Factor> factors;
    std::vector<Values> points;
};

class DesignReader {
  public:
    DesignReader(const std::filesystem::path& folder, const ScenarioKeys& keys, Problems& problems)
        : folder_{folder},
          keys_{keys},
          problems_{problems} {}

    Design read(const YamlNode& node) {
        where_ = node.where();
        const std::size_t before = problems_.list().size();
        for (const char* name : {"grid", "zip", "list", "csv", "lhs"}) {
            if (const YamlNode* part = node.find(name)) {
                add_block(name, *part);
            }
        }
        if (problems_.list().size() == before) {
            keep_where(node);
        }
        if (problems_.list().size() == before && design_.points.empty()) {
            problems_.error(node.where(), "the design has no point",
                            "at least one combination of values that keeps every \"where\"");
        }
        return std::move(design_);
    }

  private:
    void add_block(std::string_view name, const YamlNode& node) {
        if (name == "grid") {
            for (const auto& [key, values] : node.entries) {
                cross(column_block(key, values));
            }
        } else if (name == "zip") {
            cross(zip_block(node));
        } else if (name == "list") {
            cross(list_block(node));
        } else if (name == "lhs") {
            cross(lhs_block(node));
        } else {
            problems_.collect([&] {
                const std::filesystem::path file = folder_ / node.scalar;
                const Design table = read_design_table(io::read_csv(file), keys_, problems_);
                require_new_factors(table.factors, node.where());
                cross({table.factors, table.points});
            });
        }
    }

    /// The factor of a key; nullopt, with a problem, when it is none or is there already.
    std::optional<Factor> new_factor(const std::string& key, const Location& where) {
        const auto found = keys_.find(key, where, problems_);
        if (!found) {
            return std::nullopt;
        }
        Factor factor{key, *found};
        require_new_factors({factor}, where);
        return factor;
    }

    void require_new_factors(const std::vector<Factor>& factors, const Location& where) {
        for (const Factor& factor : factors) {
            if (std::ranges::find(design_.factors, factor.key, &Factor::key) !=
                design_.factors.end()) {
                problems_.error(where, fmt::format("\"{}\" is a factor twice", factor.key), {},
                                "name it in one block");
            }
        }
    }

    Values values_of(const YamlNode& node, const Factor& factor) {
        Values values;
        for (const YamlNode& item : node.items) {
            if (const auto value = value_of(item, factor)) {
                values.push_back(*value);
            }
        }
        if (node.items.empty()) {
            problems_.error(node.where(), "has no value", "a list of values");
        }
        return values;
    }

    std::optional<std::string> value_of(const YamlNode& item, const Factor& factor) {
        if (item.kind != YamlNode::Kind::scalar) {
            problems_.error(item.where(), "is no single value", "a value of " + factor.key);
            return std::nullopt;
        }
        return checked_value(item.scalar, factor, item.where());
    }

    std::optional<std::string> checked_value(const std::string& text, const Factor& factor,
                                             const Location& where) {
        return problems_.collect([&] {
            if (factor.what.kind == ScenarioKey::Kind::quantity) {
                parse_quantity(text, *factor.what.dimension, where);
            } else if (factor.what.kind != ScenarioKey::Kind::text) {
                io::parse_number(text, where);
            }
        })
                   ? std::optional{text}
                   : std::nullopt;
    }

    Block column_block(const std::string& key, const YamlNode& values) {
        const auto factor = new_factor(key, values.where());
        if (!factor) {
            return {};
        }
        Block block{{*factor}, {}};
        for (std::string& value : values_of(values, *factor)) {
            block.points.push_back({std::move(value)});
        }
        return block;
    }

    Block zip_block(const YamlNode& node) {
        Block block;
        for (const auto& [key, values] : node.entries) {
            const Block column = column_block(key, values);
            if (column.factors.empty()) {
                continue;
            }
            if (!block.factors.empty() && column.points.size() != block.points.size()) {
                problems_.error(values.where(),
                                fmt::format("has {} values, the key before it {}",
                                            column.points.size(), block.points.size()),
                                "as many values for each key of zip");
                continue;
            }
            block.points.resize(column.points.size());
            for (std::size_t i = 0; i < column.points.size(); ++i) {
                block.points[i].push_back(column.points[i].front());
            }
            block.factors.push_back(column.factors.front());
        }
        return block;
    }

    Block list_block(const YamlNode& node) {
        Block block;
        if (node.items.empty()) {
            problems_.error(node.where(), "has no point", "a list of points");
            return block;
        }
        for (const auto& [key, value] : node.items.front().entries) {
            if (const auto factor = new_factor(key, value.where())) {
                block.factors.push_back(*factor);
            }
        }
        for (const YamlNode& item : node.items) {
            Values point;
            for (const Factor& factor : block.factors) {
                const YamlNode* value = item.find(factor.key);
                point.push_back(value == nullptr ? std::string{}
                                                 : value_of(*value, factor).value_or(""));
                if (value == nullptr) {
                    problems_.error(item.where(), fmt::format("lacks \"{}\"", factor.key),
                                    "the same keys in every point of the list");
                }
            }
            for (const auto& [key, value] : item.entries) {
                if (&item != &node.items.front() && node.items.front().find(key) == nullptr) {
                    problems_.error(value.where(),
                                    fmt::format("\"{}\" is not in the first point", key),
                                    "the same keys in every point of the list");
                }
            }
            block.points.push_back(std::move(point));
        }
        return block;
    }

    Block lhs_block(const YamlNode& node) {
        Block block;
        const auto samples = static_cast<std::size_t>(*io::number_of(*node.find("samples")));
        const YamlNode* seed_node = node.find("seed");
        const auto seed =
            static_cast<std::uint64_t>(seed_node == nullptr ? 1.0 : *io::number_of(*seed_node));
        if (samples > most_points) {
            problems_.error(node.find("samples")->where(), "are too many",
                            fmt::format("at most {}", most_points));
            return block;
        }
        block.points.resize(samples);
        for (const auto& [key, range] : node.find("ranges")->entries) {
            const auto factor = new_factor(key, range.where());
            if (!factor) {
                continue;
            }
            const std::vector<std::string> values = samples_of(*factor, range, samples, seed);
            for (std::size_t i = 0; i < values.size(); ++i) {
                block.points[i].push_back(values[i]);
            }
            block.factors.push_back(*factor);
        }
        return block;
    }

    std::vector<std::string> samples_of(const Factor& factor, const YamlNode& range,
                                        std::size_t samples, std::uint64_t seed) {
        const YamlNode& from = *range.find("from");
        const YamlNode& to = *range.find("to");
        const YamlNode* step_node = range.find("step");
        const auto a = split_number(from.scalar);
        const auto b = split_number(to.scalar);
        const auto step = step_node == nullptr ? std::optional{NumberWithUnit{}}
                                               : split_number(step_node->scalar);
        if (factor.what.kind == ScenarioKey::Kind::text) {
            problems_.error(range.where(), "a text has no range", "a key that is a number");
            return {};
        }
        if (!checked_value(from.scalar, factor, from.where()) ||
            !checked_value(to.scalar, factor, to.where()) || !a || !b) {
            return {};
        }
        if (a->unit != b->unit || a->number >= b->number) {
            problems_.error(range.where(), "is no range",
                            "\"from\" below \"to\", both in the same unit");
            return {};
        }
        const bool whole = factor.what.kind == ScenarioKey::Kind::integer;
        if (!step || (step_node != nullptr && (step->unit != a->unit || step->number <= 0))) {
            problems_.error(step_node->where(), "is no step",
                            "a number above zero in the unit of the range");
            return {};
        }
        const double grain = whole && step_node == nullptr ? 1 : step->number;
        std::vector<std::string> values;
        for (const double share : latin_hypercube_column(samples, seed, factor.key)) {
            double value = a->number + share * (b->number - a->number);
            if (grain > 0) {
                // Whole steps from the lower end, each as likely as the others.
                const double steps = std::floor((b->number - a->number) / grain + 1e-9) + 1;
                value = a->number + grain * std::floor(share * steps);
            }
            values.push_back(a->unit.empty() ? fmt::format("{:.6g}", value)
                                             : fmt::format("{:.6g} {}", value, a->unit));
        }
        return values;
    }

    /// Every point so far with every point of the block.
    void cross(const Block& block) {
        if (block.factors.empty()) {
            return;
        }
        if (block.points.size() * design_.points.size() > most_points) {
            if (!too_many_) {
                problems_.error(where_,
                                fmt::format("the design has more than {} points", most_points), {},
                                "take fewer values, or a Latin hypercube");
            }
            too_many_ = true;
            return;
        }
        std::vector<Values> points;
        points.reserve(block.points.size() * design_.points.size());
        for (const Values& before : design_.points) {
            for (const Values& added : block.points) {
                points.push_back(before);
                points.back().insert(points.back().end(), added.begin(), added.end());
            }
        }
        design_.points = std::move(points);
        design_.factors.insert(design_.factors.end(), block.factors.begin(), block.factors.end());
    }

    void keep_where(const YamlNode& node) {
        const YamlNode* where = node.find("where");
        if (where == nullptr) {
            return;
        }
        for (const YamlNode& line : where->items) {
            if (const auto constraint = Constraint::read(line, design_.factors, problems_)) {
                std::erase_if(design_.points,
                              [&](const Values& point) { return !constraint->holds(point); });
            }
        }
    }

    const std::filesystem::path& folder_;
    const ScenarioKeys& keys_;
    Problems& problems_;
    Design design_;
    Location where_;
    bool too_many_ = false;
};

} // namespace

std::vector<std::string> Design::settings(std::size_t point) const {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        result.push_back(factors[i].key + "=" + points[point][i]);
    }
    return result;
}

Design read_design(const YamlNode& node, const std::filesystem::path& folder,
                   const ScenarioKeys& keys, Problems& problems) {
    return DesignReader{folder, keys, problems}.read(node);
}

Design read_design_table(const io::CsvTable& table, const ScenarioKeys& keys, Problems& problems) {
    Design design;
    design.points.assign(table.size(), {});
    if (table.size() == 0) {
        problems.error({table.file()}, "has no point", "a row for each point");
    }
    for (const std::string& column : table.columns()) {
        const std::size_t bracket = column.find(" [");
        const bool has_unit = bracket != std::string::npos && column.ends_with(']');
        const std::string key = column.substr(0, has_unit ? bracket : std::string::npos);
        const std::string unit =
            has_unit ? column.substr(bracket + 2, column.size() - bracket - 3) : "";
        const auto what = keys.find(key, {table.file(), 1, column}, problems);
        if (!what) {
            continue;
        }
        for (std::size_t row = 0; row < table.size(); ++row) {
            std::string value = table.cell(row, column) + (unit.empty() ? "" : " " + unit);
            problems.collect([&] {
                if (what->kind == ScenarioKey::Kind::quantity) {
                    parse_quantity(value, *what->dimension, table.where(row, column));
                }
            });
            design.points[row].push_back(std::move(value));
        }
        design.factors.push_back({key, *what});
    }
    return design;
}

std::string design_table(const Design& design) {
    std::string text;
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
        text += (i == 0 ? "" : ",") + io::csv_cell(design.factors[i].key);
    }
    text += "\n";
    for (const std::vector<std::string>& point : design.points) {
        for (std::size_t i = 0; i < point.size(); ++i) {
            text += (i == 0 ? "" : ",") + io::csv_cell(point[i]);
        }
        text += "\n";
    }
    return text;
}

} // namespace cityproof::study
