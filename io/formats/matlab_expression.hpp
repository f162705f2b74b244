// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/matlab_lexer.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace cityproof::io {

/// A real matrix, row by row; a scalar is 1 x 1.
struct MatlabMatrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;
    std::vector<int>
        row_lines; ///< line of the file where each row stands; empty for calculated values

    static MatlabMatrix scalar(double value) { return {1, 1, {value}, {}}; }

    bool is_scalar() const { return rows == 1 && columns == 1; }

    double at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
};

/// Variables by their full name, "Vbase" or "mpc.bus".
using MatlabVariables = std::map<std::string, MatlabMatrix, std::less<>>;

/// What an index list selects, 0-based.
struct MatlabSelection {
    std::vector<std::size_t> rows;
    std::vector<std::size_t> columns;
};

/// Evaluates expressions of the kind that MATPOWER cases use after their tables: numbers,
/// variables, indexing with numbers, lists, ranges and ":", matrices in brackets, + - * / ^ with at
/// least one scalar, elementwise .* ./ .^, and pi, Inf, NaN, sin, cos, tan, asin, acos, atan, sqrt,
/// abs, exp. Everything else is refused, never guessed. Errors: InputError with file and line.
class MatlabExpression {
  public:
    /// Starts at tokens[place]; the last token must be of kind end.
    MatlabExpression(std::span<const MatlabToken> tokens, std::size_t place,
                     const MatlabVariables& variables, std::string file)
        : tokens_{tokens},
          place_{place},
          variables_{variables},
          file_{std::move(file)} {}

    MatlabMatrix evaluate();
    /// "(rows, columns)" of a variable, from the opening bracket on.
    MatlabSelection selection(const MatlabMatrix& of);

    /// The token after what was read.
    std::size_t place() const { return place_; }

  private:
    const MatlabToken& peek() const { return tokens_[place_]; }

    bool take(std::string_view symbol);
    void expect(std::string_view symbol);
    [[noreturn]] void refuse(const std::string& message) const;

    MatlabMatrix sum();
    MatlabMatrix product();
    MatlabMatrix signed_power();
    MatlabMatrix power();
    MatlabMatrix primary();
    MatlabMatrix bracket();
    MatlabMatrix named();
    MatlabMatrix call(const std::string& function);
    MatlabMatrix indexed(const MatlabMatrix& matrix);
    MatlabMatrix combine(const std::string& op, const MatlabMatrix& a, const MatlabMatrix& b) const;
    std::vector<std::size_t> index_list(std::size_t size);
    bool starts_element() const;

    std::span<const MatlabToken> tokens_;
    std::size_t place_;
    const MatlabVariables& variables_;
    std::string file_;
    int depth_ = 0;
    int brackets_ = 0; ///< within [ ], a blank separates elements
};

} // namespace cityproof::io
