// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_document.hpp"

#include "models/energy/grid_rules.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace cityproof::energy {
namespace {

using nlohmann::json;

constexpr double not_given = std::numeric_limits<double>::quiet_NaN();
constexpr int deepest = 16;

int line_of(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

/// The parser keeps the last of two equal keys without a word, and would follow any depth: both are
/// refused here.
class StrictKeys {
  public:
    explicit StrictKeys(std::string file) : file_{std::move(file)} {}

    bool operator()(int depth, json::parse_event_t event, json& parsed) {
        if (depth > deepest) {
            throw InputError({file_, 0, {}}, "is nested too deeply",
                             fmt::format("at most {} levels", deepest));
        }
        if (event == json::parse_event_t::object_start) {
            keys_.emplace_back();
        } else if (event == json::parse_event_t::object_end) {
            keys_.pop_back();
        } else if (event == json::parse_event_t::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!keys_.back().insert(key).second) {
                throw InputError({file_, 0, key}, "stands twice in one object", "every key once",
                                 "remove one of the two");
            }
        }
        return true;
    }

  private:
    std::string file_;
    std::vector<std::set<std::string>> keys_;
};

json parse_strictly(std::string_view text, const std::string& file) {
    try {
        return json::parse(text.begin(), text.end(), StrictKeys{file});
    } catch (const json::parse_error& error) {
        throw InputError({file, line_of(text, error.byte), {}}, "is not valid JSON",
                         "a grid in power-grid-model's JSON format",
                         "save it again from the program that made it");
    } catch (const json::exception& error) {
        throw InputError({file, 0, {}}, fmt::format("cannot be read as JSON ({})", error.what()));
    }
}

std::string shown(const json& value) {
    constexpr std::size_t longest = 60;
    std::string text = value.is_structured() ? std::string{value.type_name()} : value.dump();
    return text.size() > longest ? text.substr(0, longest) + "..." : text;
}

std::string expected(const AttributeRule& rule) {
    switch (rule.kind) {
    case AttributeKind::id:
    case AttributeKind::node:
        return "a whole number from 0 to 2147483646";
    case AttributeKind::flag:
        return "0 or 1";
    case AttributeKind::code:
        return fmt::format("a whole number from {} to {}", rule.lowest, rule.highest);
    case AttributeKind::real:
        break;
    }
    if (std::isinf(rule.lowest)) {
        return "a finite number";
    }
    return rule.above_low ? "a number greater than 0" : "a number, 0 or greater";
}

/// NaN when the value does not satisfy the rule.
double accepted(const AttributeRule& rule, const json& value) {
    double number = not_given;
    if (value.is_number()) {
        number = value.get<double>();
    } else if (value.is_boolean() && rule.kind == AttributeKind::flag) {
        number = value.get<bool>() ? 1 : 0;
    }
    if (!std::isfinite(number) ||
        (rule.kind != AttributeKind::real && number != std::floor(number))) {
        return not_given;
    }
    switch (rule.kind) {
    case AttributeKind::id:
    case AttributeKind::node:
        return number >= 0 && number < std::numeric_limits<std::int32_t>::max() ? number
                                                                                : not_given;
    case AttributeKind::flag:
        return number == 0 || number == 1 ? number : not_given;
    case AttributeKind::code:
    case AttributeKind::real:
        break;
    }
    const bool low = rule.above_low ? number <= rule.lowest : number < rule.lowest;
    return low || number > rule.highest ? not_given : number;
}

class Reader {
  public:
    Reader(GridDocument& grid, Problems& problems) : grid_{grid}, problems_{problems} {}

    void read(const json& root) {
        read_header(root);
        const json& data = root.at("data");
        refuse_unknown(data);
        const json attributes = root.value("attributes", json::object());
        for (const ComponentRule& rule : component_rules()) {
            const std::string name{rule.name};
            const json rows = data.value(name, json::array());
            std::vector<std::string> order;
            if (attributes.is_object() && attributes.contains(name)) {
                order = attribute_order(attributes.at(name), name);
            }
            grid_.components.push_back(read_component(rule, rows, order));
        }
        index_ids();
        check_references();
        if (root.contains("cityproof")) {
            read_extra(root.at("cityproof"));
        }
    }

  private:
    void read_header(const json& root) const {
        const auto refuse = [this](const std::string& key, const std::string& message,
                                   const std::string& wanted) {
            throw InputError({grid_.file, 0, key}, message, wanted,
                             "give a network in power-grid-model's JSON format, or convert it with "
                             "`cityproof import`");
        };
        if (!root.is_object()) {
            refuse("", "is not a JSON object", "an object with version, type and data");
        }
        if (!root.contains("type") || root.at("type") != "input") {
            refuse("type", "is no power-grid-model input", R"("type": "input")");
        }
        if (root.contains("version") && root.at("version") != "1.0") {
            refuse("version", fmt::format("{} is not known", shown(root.at("version"))), "\"1.0\"");
        }
        if (root.contains("is_batch") && root.at("is_batch") != false) {
            refuse("is_batch", "is a batch of networks", "one network (false)");
        }
        if (!root.contains("data") || !root.at("data").is_object()) {
            refuse("data", "is missing or no object", "an object with node, line, source ...");
        }
    }

    void refuse_unknown(const json& data) {
        for (const auto& [name, rows] : data.items()) {
            if (find_rule(name) == nullptr && !is_ignored_component(name) && !rows.empty()) {
                problems_.error(
                    {grid_.file, 0, "data." + name}, "this kind of component is not simulated",
                    "node, line, link, transformer, generic_branch, shunt, source, sym_load, "
                    "sym_gen",
                    "replace it by an equivalent or remove it");
            }
        }
    }

    std::vector<std::string> attribute_order(const json& names, const std::string& component) {
        std::vector<std::string> order;
        if (names.is_array()) {
            for (const json& name : names) {
                order.push_back(name.is_string() ? name.get<std::string>() : std::string{});
            }
        } else {
            problems_.error({grid_.file, 0, "attributes." + component}, "is no list",
                            "a list of attribute names");
        }
        return order;
    }

    ComponentTable read_component(const ComponentRule& rule, const json& rows,
                                  const std::vector<std::string>& order) {
        ComponentTable table;
        table.name = rule.name;
        table.columns.resize(rule.attributes.size());
        for (const AttributeRule& attribute : rule.attributes) {
            table.attributes.emplace_back(attribute.name);
        }
        if (!rows.is_array()) {
            problems_.error({grid_.file, 0, "data." + table.name}, "is no list",
                            "a list of components");
            return table;
        }
        for (const json& row : rows) {
            read_row(rule, row, order, table);
            ++table.size;
        }
        return table;
    }

    void read_row(const ComponentRule& rule, const json& row, const std::vector<std::string>& order,
                  ComponentTable& table) {
        if (!row.is_object() && !row.is_array()) {
            problems_.error({grid_.file, 0, fmt::format("data.{}[{}]", table.name, table.size)},
                            fmt::format("{} is no component", shown(row)), "an object or a list");
        }
        for (std::size_t column = 0; column < rule.attributes.size(); ++column) {
            const AttributeRule& attribute = rule.attributes[column];
            const json* value = cell(row, attribute.name, order);
            const bool given = value != nullptr && !value->is_null();
            const double number = given ? accepted(attribute, *value) : not_given;
            if (std::isnan(number) && (given || attribute.required)) {
                problems_.error(
                    {grid_.file, 0,
                     fmt::format("data.{}[{}].{}", table.name, table.size, attribute.name)},
                    given ? fmt::format("{} is not accepted", shown(*value)) : "is missing",
                    expected(attribute));
            }
            table.columns[column].push_back(number);
        }
    }

    static const json* cell(const json& row, std::string_view attribute,
                            const std::vector<std::string>& order) {
        if (row.is_object()) {
            const auto found = row.find(std::string{attribute});
            return found == row.end() ? nullptr : &*found;
        }
        const auto place = std::ranges::find(order, attribute);
        const auto index = static_cast<std::size_t>(place - order.begin());
        return row.is_array() && index < row.size() && place != order.end() ? &row[index] : nullptr;
    }

    void index_ids() {
        for (const ComponentTable& table : grid_.components) {
            const std::vector<double>& ids = table.column("id");
            for (std::size_t row = 0; row < table.size; ++row) {
                if (std::isnan(ids[row])) {
                    continue; // reported
                }
                const auto id = static_cast<std::int32_t>(ids[row]);
                const auto [first, inserted] = owners_.emplace(id, &table);
                if (!inserted) {
                    problems_.error(
                        grid_.where(table.name, row, "id"),
                        fmt::format("id {} is used twice, also by a {}", id, first->second->name),
                        "ids that are unique over all components", "renumber one of them");
                } else if (table.name == "node") {
                    grid_.node_rows.emplace(id, static_cast<std::uint32_t>(row));
                }
            }
        }
    }

    void check_references() {
        for (const ComponentTable& table : grid_.components) {
            for (const AttributeRule& rule : find_rule(table.name)->attributes) {
                if (rule.kind != AttributeKind::node) {
                    continue;
                }
                const std::vector<double>& nodes = table.column(rule.name);
                for (std::size_t row = 0; row < table.size; ++row) {
                    if (!std::isnan(nodes[row]) &&
                        !grid_.node_rows.contains(static_cast<std::int32_t>(nodes[row]))) {
                        problems_.error(grid_.where(table.name, row, rule.name),
                                        fmt::format("node {} does not exist", nodes[row]),
                                        "the id of a node of this file");
                    }
                }
            }
        }
    }

    void read_extra(const json& extra) {
        if (!extra.is_object()) {
            problems_.error({grid_.file, 0, "cityproof"}, "is no object", "an object with ids");
            return;
        }
        if (extra.contains("frequency_hz")) {
            const AttributeRule rule{"frequency_hz", AttributeKind::real, true, 1, 1000, false};
            grid_.frequency_hz = accepted(rule, extra.at("frequency_hz"));
            if (std::isnan(grid_.frequency_hz)) {
                problems_.error({grid_.file, 0, "cityproof.frequency_hz"},
                                fmt::format("{} is not accepted", shown(extra.at("frequency_hz"))),
                                "a number from 1 to 1000");
            }
        }
        const json ids = extra.value("ids", json::object());
        if (!ids.is_object()) {
            problems_.error({grid_.file, 0, "cityproof.ids"}, "is no object",
                            R"(an object such as {"191": "line:62"})");
            return;
        }
        for (const auto& [key, value] : ids.items()) {
            read_asset_id(key, value);
        }
    }

    void read_asset_id(const std::string& key, const json& value) {
        const Location where{grid_.file, 0, "cityproof.ids." + key};
        std::int32_t id = 0;
        const auto [end, status] = std::from_chars(key.data(), key.data() + key.size(), id);
        const auto owner = owners_.find(id);
        if (status != std::errc{} || end != key.data() + key.size() || owner == owners_.end()) {
            problems_.error(where, "no component has this id",
                            "the id of a component of this file");
        } else if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
            problems_.error(where, fmt::format("{} is no asset id", shown(value)),
                            R"(a text such as "line:62")");
        } else {
            grid_.asset_ids.emplace(id, value.get<std::string>());
        }
    }

    GridDocument& grid_;
    Problems& problems_;
    std::map<std::int32_t, const ComponentTable*> owners_;
};

std::size_t column_index(const ComponentTable& table, std::string_view attribute) {
    const auto found = std::ranges::find(table.attributes, attribute);
    if (found == table.attributes.end()) {
        throw std::out_of_range(fmt::format("{} has no attribute {}", table.name, attribute));
    }
    return static_cast<std::size_t>(found - table.attributes.begin());
}

} // namespace

const std::vector<double>& ComponentTable::column(std::string_view attribute) const {
    return columns[column_index(*this, attribute)];
}

std::vector<double>& ComponentTable::column(std::string_view attribute) {
    return columns[column_index(*this, attribute)];
}

const ComponentTable& GridDocument::table(std::string_view component) const {
    const auto found = std::ranges::find(components, component, &ComponentTable::name);
    if (found == components.end()) {
        throw std::out_of_range(fmt::format("no component type {}", component));
    }
    return *found;
}

Location GridDocument::where(std::string_view component, std::size_t row,
                             std::string_view attribute) const {
    const double id = table(component).column("id")[row];
    return {file, 0,
            std::isnan(id) ? fmt::format("data.{}[{}].{}", component, row, attribute)
                           : fmt::format("data.{}[{}].{} (id {})", component, row, attribute, id)};
}

std::uint32_t GridDocument::node_row(const ComponentTable& component, std::string_view attribute,
                                     std::size_t row) const {
    return node_rows.at(static_cast<std::int32_t>(component.column(attribute)[row]));
}

GridDocument read_grid_document(std::string_view json_text, const std::string& file) {
    const json root = parse_strictly(json_text, file);
    GridDocument grid;
    grid.file = file;
    Problems problems;
    Reader{grid, problems}.read(root);
    problems.throw_if_errors();
    return grid;
}

} // namespace cityproof::energy
