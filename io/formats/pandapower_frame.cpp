// SPDX-License-Identifier: Apache-2.0
#include "io/formats/pandapower_frame.hpp"

#include "io/formats/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::io {
namespace {

using nlohmann::json;

std::string shown(const json& value) {
    return value.is_structured() ? std::string{value.type_name()} : value.dump().substr(0, 60);
}

} // namespace

PandapowerFrame::PandapowerFrame(const json& net, std::string name, const std::string& file,
                                 Problems& problems)
    : name_{std::move(name)},
      file_{file},
      problems_{&problems} {
    const auto found = net.find(name_);
    if (found == net.end()) {
        return;
    }
    const Location where{file, 0, name_};
    const auto refuse = [&where](const std::string& message) {
        throw InputError(where, message,
                         "a pandas table as pandapower 2 or newer writes it (orient \"split\")",
                         "open the network with pandapower and save it with pandapower.to_json");
    };
    if (!found->is_object() || !found->contains("_object")) {
        refuse("is no table");
    }
    const json& inner = found->at("_object");
    const json table =
        inner.is_string() ? parse_json(inner.get_ref<const std::string&>(), where) : inner;
    if (!table.is_object() || !table.contains("columns") || !table.contains("index") ||
        !table.contains("data") || !table["columns"].is_array() || !table["index"].is_array() ||
        !table["data"].is_array() || table["index"].size() != table["data"].size()) {
        refuse("has no columns, index and data that fit together");
    }
    for (const json& column : table["columns"]) {
        columns_.push_back(column.is_string() ? column.get<std::string>() : column.dump());
    }
    for (const json& index : table["index"]) {
        if (!index.is_number_integer()) {
            refuse(fmt::format("has the index {}, not a whole number", shown(index)));
        }
        index_.push_back(index.get<std::int64_t>());
    }
    std::vector<std::int64_t> sorted = index_;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) {
        refuse(fmt::format("has the index {} twice", *std::ranges::adjacent_find(sorted)));
    }
    for (const json& row : table["data"]) {
        if (!row.is_array() || row.size() != columns_.size()) {
            refuse("has a row whose length is not the number of columns");
        }
    }
    rows_ = table["data"];
}

bool PandapowerFrame::has_column(std::string_view column) const {
    return std::ranges::find(columns_, column) != columns_.end();
}

const json* PandapowerFrame::cell(std::size_t row, std::string_view column) const {
    const auto found = std::ranges::find(columns_, column);
    if (found == columns_.end()) {
        return nullptr;
    }
    const json& value = rows_[row][static_cast<std::size_t>(found - columns_.begin())];
    return value.is_null() ? nullptr : &value;
}

std::optional<double> PandapowerFrame::number(std::size_t row, std::string_view column) const {
    const json* value = cell(row, column);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        problems_->error(where(row, column), fmt::format("{} is not accepted", shown(*value)),
                         "a finite number");
        return std::nullopt;
    }
    return value->get<double>();
}

double PandapowerFrame::required(std::size_t row, std::string_view column) const {
    const std::optional<double> value = number(row, column);
    if (!value && cell(row, column) == nullptr) {
        problems_->error(where(row, column), "is missing", "a number");
    }
    return value.value_or(0);
}

std::int64_t PandapowerFrame::whole(std::size_t row, std::string_view column) const {
    const json* value = cell(row, column);
    const double number = value != nullptr && value->is_number() ? value->get<double>() : -1;
    if (number < 0 || number > 1e15 || number != std::floor(number)) {
        problems_->error(where(row, column),
                         value == nullptr ? "is missing"
                                          : fmt::format("{} is not accepted", shown(*value)),
                         "a whole number");
        return -1;
    }
    return static_cast<std::int64_t>(number);
}

bool PandapowerFrame::flag(std::size_t row, std::string_view column, bool otherwise) const {
    const json* value = cell(row, column);
    if (value == nullptr) {
        return otherwise;
    }
    if (value->is_boolean()) {
        return value->get<bool>();
    }
    if (value->is_number() && (value->get<double>() == 0 || value->get<double>() == 1)) {
        return value->get<double>() == 1;
    }
    problems_->error(where(row, column), fmt::format("{} is not accepted", shown(*value)),
                     "true or false");
    return otherwise;
}

std::string PandapowerFrame::text(std::size_t row, std::string_view column) const {
    const json* value = cell(row, column);
    if (value == nullptr) {
        return {};
    }
    return value->is_string() ? value->get<std::string>() : shown(*value);
}

Location PandapowerFrame::where(std::size_t row, std::string_view column) const {
    return {file_, 0, fmt::format("{}[{}].{}", name_, index_[row], column)};
}

} // namespace cityproof::io
