// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// What a CSV file may hold at most; a file beyond it is refused.
struct CsvLimits {
    std::size_t bytes = 1U << 30U;
    std::size_t rows = 20'000'000;
    std::size_t columns = 1000;
    std::size_t cell_bytes = 1U << 20U;
};

/// What stands between two cells.
enum class CsvSeparator {
    comma,
    of_header ///< a semicolon when the header line has one and no comma (outside quotes), else a
              ///< comma: spreadsheets and control systems of countries with a decimal comma
};

/// A CSV file with a header line. Every row has as many cells as the header; cells are texts
/// without their quotes.
class CsvTable {
  public:
    struct Row {
        int line = 0; ///< where the row starts
        std::vector<std::string> cells;
    };

    CsvTable(std::string file, int header_line, std::vector<std::string> columns,
             std::vector<Row> rows, char separator = ',');

    const std::string& file() const { return file_; }

    int header_line() const { return header_line_; }

    /// Between the cells: ',' or ';'.
    char separator() const { return separator_; }

    const std::vector<std::string>& columns() const { return columns_; }

    const std::vector<Row>& rows() const { return rows_; }

    std::size_t size() const { return rows_.size(); }

    /// Position of a column; nullopt when there is none of that name.
    std::optional<std::size_t> column(std::string_view name) const;

    /// Gives a column another name.
    void rename(std::string_view from, std::string to);

    /// Text of one cell; empty when the column does not exist.
    const std::string& cell(std::size_t row, std::string_view column_name) const;

    /// Where a cell stands, for messages: file, line and the column's name.
    Location where(std::size_t row, std::string_view column_name) const;

    /// Adds a problem for every required column that is missing and every column that is neither
    /// required nor optional, with the nearest known name.
    void check_columns(const std::vector<std::string>& required,
                       const std::vector<std::string>& optional, Problems& problems) const;

  private:
    std::string file_;
    int header_line_;
    std::vector<std::string> columns_;
    std::vector<Row> rows_;
    char separator_;
};

/// Reads RFC 4180 CSV: comma separated unless `separator` says otherwise, cells in double quotes
/// may hold separators, line ends and doubled quotes; LF or CRLF; a UTF-8 byte order mark is
/// skipped; empty lines and lines that start with # are skipped. Errors: InputError for a missing
/// or too large file, an empty one, NUL bytes, a row with another number of cells than the header,
/// an open quote, text after a closing quote, an empty or repeated column name.
CsvTable read_csv(const std::filesystem::path& path, const CsvLimits& limits = {},
                  CsvSeparator separator = CsvSeparator::comma);
CsvTable parse_csv(std::string_view text, const std::string& file_name,
                   const CsvLimits& limits = {}, CsvSeparator separator = CsvSeparator::comma);

/// The whole text as a finite number, blanks around it left out; nullopt for anything else. Locale
/// independent. Where `decimal_mark` is a comma, a point will do as well, but not both in one text:
/// nobody can tell which of them stands between thousands.
std::optional<double> number_in(std::string_view text, char decimal_mark = '.');

/// A number without unit, such as a coordinate: the whole cell, locale independent, finite.
/// Errors: InputError at `where`.
double parse_number(std::string_view text, const Location& where);

/// A text as one CSV cell: in quotes when it needs them.
std::string csv_cell(std::string_view text);

} // namespace cityproof::io
