// SPDX-License-Identifier: Apache-2.0
#include "io/formats/matlab_expression.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>

namespace cityproof::io {
namespace {

using Kind = MatlabTokenKind;

double arithmetic(char op, double a, double b) {
    switch (op) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    default:
        return std::pow(a, b);
    }
}

/// Elementary function by name; nullptr when it is none of those that conversions need.
double (*function_of(const std::string& name))(double) {
    static const std::map<std::string, double (*)(double), std::less<>> functions{
        {"sin", [](double x) { return std::sin(x); }},
        {"cos", [](double x) { return std::cos(x); }},
        {"tan", [](double x) { return std::tan(x); }},
        {"asin", [](double x) { return std::asin(x); }},
        {"acos", [](double x) { return std::acos(x); }},
        {"atan", [](double x) { return std::atan(x); }},
        {"sqrt", [](double x) { return std::sqrt(x); }},
        {"abs", [](double x) { return std::abs(x); }},
        {"exp", [](double x) { return std::exp(x); }}};
    const auto found = functions.find(name);
    return found == functions.end() ? nullptr : found->second;
}

std::optional<double> constant_of(const std::string& name) {
    if (name == "pi") {
        return std::numbers::pi;
    }
    if (name == "Inf" || name == "inf") {
        return std::numeric_limits<double>::infinity();
    }
    if (name == "NaN" || name == "nan") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return std::nullopt;
}

} // namespace

bool MatlabExpression::take(std::string_view symbol) {
    if (!peek().is(symbol)) {
        return false;
    }
    ++place_;
    return true;
}

void MatlabExpression::expect(std::string_view symbol) {
    if (!take(symbol)) {
        refuse(fmt::format("'{}' was expected before '{}'", symbol, peek().text));
    }
}

void MatlabExpression::refuse(const std::string& message) const {
    throw InputError(
        {file_, peek().line, {}}, "this statement cannot be interpreted: " + message,
        "assignments of tables, numbers and the usual unit conversions",
        "carry the conversion out and save the case with plain tables (MATPOWER: savecase)");
}

MatlabMatrix MatlabExpression::evaluate() {
    constexpr int deepest = 100;
    if (++depth_ > deepest) {
        refuse("it is nested too deeply");
    }
    MatlabMatrix value = sum();
    --depth_;
    return value;
}

/// Within brackets "[1 -2]" is two elements and "[a - b]" is one: a sign with a blank before and
/// none after starts one.
bool MatlabExpression::starts_element() const {
    return brackets_ > 0 && peek().space_before && !tokens_[place_ + 1].space_before;
}

MatlabMatrix MatlabExpression::sum() {
    MatlabMatrix value = product();
    while ((peek().is("+") || peek().is("-")) && !starts_element()) {
        const std::string op = peek().text;
        ++place_;
        value = combine(op, value, product());
    }
    return value;
}

MatlabMatrix MatlabExpression::product() {
    MatlabMatrix value = signed_power();
    while (peek().is("*") || peek().is("/") || peek().is(".*") || peek().is("./")) {
        const std::string op = peek().text;
        ++place_;
        value = combine(op, value, signed_power());
    }
    return value;
}

MatlabMatrix MatlabExpression::signed_power() {
    if (peek().is("-") || peek().is("+")) {
        const double sign = peek().is("-") ? -1 : 1;
        ++place_;
        return combine("*", MatlabMatrix::scalar(sign), power());
    }
    return power();
}

MatlabMatrix MatlabExpression::power() {
    MatlabMatrix value = primary();
    while (peek().is("^") || peek().is(".^")) {
        const std::string op = peek().text;
        ++place_;
        const bool negative = take("-");
        MatlabMatrix exponent = primary();
        if (negative) {
            exponent = combine("*", exponent, MatlabMatrix::scalar(-1));
        }
        value = combine(op, value, exponent);
    }
    return value;
}

MatlabMatrix MatlabExpression::primary() {
    const MatlabToken& token = peek();
    if (token.kind == Kind::number) {
        ++place_;
        return MatlabMatrix::scalar(token.number);
    }
    if (token.kind == Kind::name) {
        return named();
    }
    if (take("(")) {
        const int outer = brackets_;
        brackets_ = 0;
        MatlabMatrix value = evaluate();
        brackets_ = outer;
        expect(")");
        return value;
    }
    if (token.is("[")) {
        return bracket();
    }
    refuse(token.kind == Kind::newline || token.kind == Kind::end
               ? "it ends too early"
               : fmt::format("'{}' is not expected", token.text));
}

MatlabMatrix MatlabExpression::bracket() {
    expect("[");
    ++brackets_;
    MatlabMatrix matrix;
    std::size_t row_start = 0;
    int row_line = peek().line;
    const auto end_row = [&] {
        const std::size_t length = matrix.values.size() - row_start;
        if (length == 0) {
            return;
        }
        if (matrix.rows > 0 && length != matrix.columns) {
            throw InputError({file_, row_line, {}}, fmt::format("this row has {} columns", length),
                             fmt::format("{} columns, as in the rows before", matrix.columns));
        }
        matrix.columns = length;
        ++matrix.rows;
        matrix.row_lines.push_back(row_line);
        row_start = matrix.values.size();
    };
    while (!peek().is("]")) {
        if (peek().is(";") || peek().kind == Kind::newline) {
            end_row();
            ++place_;
        } else if (!take(",")) {
            row_line = matrix.values.size() == row_start ? peek().line : row_line;
            const MatlabMatrix element = evaluate();
            if (element.rows > 1) {
                refuse("matrices within matrices are not supported");
            }
            matrix.values.insert(matrix.values.end(), element.values.begin(), element.values.end());
        }
    }
    end_row();
    expect("]");
    --brackets_;
    return matrix;
}

MatlabMatrix MatlabExpression::named() {
    std::string name = peek().text;
    ++place_;
    if (const auto constant = constant_of(name)) {
        return MatlabMatrix::scalar(*constant);
    }
    if (peek().is("(") && function_of(name) != nullptr && !variables_.contains(name)) {
        return call(name);
    }
    while (peek().is(".") && tokens_[place_ + 1].kind == Kind::name) {
        name += "." + tokens_[place_ + 1].text;
        place_ += 2;
    }
    const auto found = variables_.find(name);
    if (found == variables_.end()) {
        --place_;
        refuse(fmt::format("'{}' is not known", name));
    }
    const bool indexes = peek().is("(") && !(brackets_ > 0 && peek().space_before);
    return indexes ? indexed(found->second) : found->second;
}

MatlabMatrix MatlabExpression::call(const std::string& function) {
    expect("(");
    const int outer = brackets_;
    brackets_ = 0;
    MatlabMatrix value = evaluate();
    brackets_ = outer;
    expect(")");
    for (double& element : value.values) {
        element = function_of(function)(element);
    }
    value.row_lines.clear();
    return value;
}

MatlabMatrix MatlabExpression::indexed(const MatlabMatrix& matrix) {
    const MatlabSelection chosen = selection(matrix);
    MatlabMatrix result{chosen.rows.size(), chosen.columns.size(), {}, {}};
    for (const std::size_t row : chosen.rows) {
        for (const std::size_t column : chosen.columns) {
            result.values.push_back(matrix.at(row, column));
        }
    }
    return result;
}

MatlabSelection MatlabExpression::selection(const MatlabMatrix& of) {
    const int outer = brackets_;
    brackets_ = 0;
    expect("(");
    MatlabSelection chosen;
    // One index alone counts along a vector.
    std::size_t comma = place_;
    int open = 0;
    while (!tokens_[comma].is(")") || open > 0) {
        const MatlabToken& token = tokens_[comma];
        if (token.kind == Kind::end || token.kind == Kind::newline ||
            (open == 0 && token.is(","))) {
            break;
        }
        open += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
        ++comma;
    }
    if (tokens_[comma].is(",")) {
        chosen.rows = index_list(of.rows);
        expect(",");
        chosen.columns = index_list(of.columns);
    } else if (of.rows == 1) {
        chosen.rows = {0};
        chosen.columns = index_list(of.columns);
    } else if (of.columns == 1) {
        chosen.rows = index_list(of.rows);
        chosen.columns = {0};
    } else {
        refuse("one index for a matrix is not supported");
    }
    expect(")");
    brackets_ = outer;
    return chosen;
}

std::vector<std::size_t> MatlabExpression::index_list(std::size_t size) {
    std::vector<std::size_t> result;
    if (peek().is(":") && (tokens_[place_ + 1].is(",") || tokens_[place_ + 1].is(")"))) {
        ++place_;
        result.resize(size);
        std::iota(result.begin(), result.end(), std::size_t{0});
        return result;
    }
    MatlabMatrix list = evaluate();
    if (take(":")) {
        const MatlabMatrix last = evaluate();
        if (!list.is_scalar() || !last.is_scalar() || !(list.values[0] >= 1)) {
            refuse("a range needs two numbers from 1 on");
        }
        const double from = list.values[0];
        const double to = std::min(last.values[0], static_cast<double>(size) + 1);
        list = {1, 0, {}, {}};
        for (double index = from; index <= to; ++index) {
            list.values.push_back(index);
        }
    }
    for (const double index : list.values) {
        if (!(index >= 1 && index <= static_cast<double>(size)) || index != std::floor(index)) {
            refuse(fmt::format("index {} is outside 1 to {}", index, size));
        }
        result.push_back(static_cast<std::size_t>(index) - 1);
    }
    return result;
}

MatlabMatrix MatlabExpression::combine(const std::string& op, const MatlabMatrix& a,
                                       const MatlabMatrix& b) const {
    const bool same_shape = a.rows == b.rows && a.columns == b.columns;
    const bool elementwise = op.size() == 2 || op == "+" || op == "-";
    const bool allowed = op == "^"     ? a.is_scalar() && b.is_scalar()
                         : op == "/"   ? b.is_scalar()
                         : elementwise ? same_shape || a.is_scalar() || b.is_scalar()
                                       : a.is_scalar() || b.is_scalar();
    if (!allowed) {
        refuse(fmt::format("'{}' of a {}x{} and a {}x{} matrix is not supported", op, a.rows,
                           a.columns, b.rows, b.columns));
    }
    const MatlabMatrix& shape = a.is_scalar() ? b : a;
    MatlabMatrix result{shape.rows, shape.columns, {}, {}};
    for (std::size_t i = 0; i < shape.values.size(); ++i) {
        result.values.push_back(arithmetic(op.back(), a.is_scalar() ? a.values[0] : a.values[i],
                                           b.is_scalar() ? b.values[0] : b.values[i]));
    }
    return result;
}

} // namespace cityproof::io
