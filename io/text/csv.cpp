// SPDX-License-Identifier: Apache-2.0
#include "io/text/csv.hpp"

#include "core/base/trimmed.hpp"
#include "io/text/files.hpp"
#include "io/text/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cityproof::io {
namespace {

/// Splits the text into rows, one character at a time.
class CsvParser {
  public:
    CsvParser(std::string_view text, const std::string& file, const CsvLimits& limits,
              char separator)
        : text_{text},
          file_{file},
          limits_{limits},
          separator_{separator} {}

    /// The next row that is not empty and no comment; nullopt at the end.
    std::optional<CsvTable::Row> next_row() {
        while (!at_end()) {
            if (text_[at_] == '#') {
                skip_line();
                continue;
            }
            CsvTable::Row row = read_row();
            if (row.cells.size() > 1 || !row.cells.front().empty() || row_had_quotes_) {
                return row;
            }
        }
        return std::nullopt;
    }

  private:
    bool at_end() const { return at_ >= text_.size(); }

    [[noreturn]] void refuse(int line, const std::string& message,
                             const std::string& remedy) const {
        throw InputError({file_, line, {}}, message, "comma-separated values (RFC 4180)", remedy);
    }

    void skip_line() {
        while (!at_end() && text_[at_] != '\n') {
            ++at_;
        }
        take_line_end();
    }

    bool at_line_end() const {
        return at_end() || text_[at_] == '\n' ||
               (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
    }

    void take_line_end() {
        if (!at_end() && text_[at_] == '\r') {
            ++at_;
        }
        if (!at_end()) {
            ++at_;
            ++line_;
        }
    }

    CsvTable::Row read_row() {
        CsvTable::Row row;
        row.line = line_;
        row_had_quotes_ = false;
        while (true) {
            row.cells.push_back(!at_end() && text_[at_] == '"' ? quoted_cell() : plain_cell());
            if (row.cells.size() > limits_.columns) {
                refuse(row.line, fmt::format("has more than {} columns", limits_.columns),
                       "check the separators");
            }
            if (at_line_end()) {
                take_line_end();
                return row;
            }
            ++at_; // the separator
        }
    }

    std::string plain_cell() {
        const std::size_t start = at_;
        while (!at_line_end() && text_[at_] != separator_) {
            if (text_[at_] == '"') {
                refuse(line_, "has a quote inside a cell that does not start with one",
                       "put the cell in quotes and double the quotes in it");
            }
            ++at_;
        }
        check_size(at_ - start);
        return std::string{text_.substr(start, at_ - start)};
    }

    std::string quoted_cell() {
        const int start_line = line_;
        row_had_quotes_ = true;
        std::string cell;
        ++at_;
        while (true) {
            if (at_end()) {
                refuse(start_line, "has a quote that is never closed", "close it");
            }
            const char c = text_[at_++];
            if (c == '"') {
                if (at_end() || text_[at_] != '"') {
                    break;
                }
                ++at_;
            }
            line_ += c == '\n' ? 1 : 0;
            cell += c;
            check_size(cell.size());
        }
        if (!at_line_end() && text_[at_] != separator_) {
            refuse(line_, "has text after a closing quote",
                   "put a separator there, or double the quotes inside the cell");
        }
        return cell;
    }

    void check_size(std::size_t bytes) const {
        if (bytes > limits_.cell_bytes) {
            refuse(line_, fmt::format("has a cell of more than {} bytes", limits_.cell_bytes),
                   "check the quotes");
        }
    }

    std::string_view text_;
    const std::string& file_;
    const CsvLimits& limits_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool row_had_quotes_ = false;
};

/// Looks at the first line that is neither empty nor a comment, as the parser does.
char separator_of_header(std::string_view text) {
    while (text.starts_with('#') || text.starts_with("\r\n") || text.starts_with('\n')) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) {
            return ',';
        }
        text.remove_prefix(end + 1);
    }
    bool has_semicolon = false;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == ',')) {
            return c == '\n' && has_semicolon ? ';' : ',';
        }
        has_semicolon = has_semicolon || (!quoted && c == ';');
    }
    return has_semicolon ? ';' : ',';
}

void check_header(const CsvTable::Row& header, const std::string& file) {
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const std::string& name = header.cells[i];
        if (name.empty()) {
            throw InputError({file, header.line, {}}, fmt::format("column {} has no name", i + 1),
                             "a header line with the names of the columns", {});
        }
        if (std::find(header.cells.begin(), header.cells.begin() + static_cast<std::ptrdiff_t>(i),
                      name) != header.cells.begin() + static_cast<std::ptrdiff_t>(i)) {
            throw InputError({file, header.line, name}, "two columns have this name",
                             "each column once", {});
        }
    }
}

} // namespace

CsvTable::CsvTable(std::string file, int header_line, std::vector<std::string> columns,
                   std::vector<Row> rows, char separator)
    : file_{std::move(file)},
      header_line_{header_line},
      columns_{std::move(columns)},
      rows_{std::move(rows)},
      separator_{separator} {
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::ranges::find(columns_, name);
    if (found == columns_.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - columns_.begin());
}

void CsvTable::rename(std::string_view from, std::string to) {
    if (const auto found = column(from)) {
        columns_[*found] = std::move(to);
    }
}

const std::string& CsvTable::cell(std::size_t row, std::string_view column_name) const {
    static const std::string none;
    const auto position = column(column_name);
    return position ? rows_[row].cells[*position] : none;
}

Location CsvTable::where(std::size_t row, std::string_view column_name) const {
    return {file_, rows_[row].line, std::string{column_name}};
}

void CsvTable::check_columns(const std::vector<std::string>& required,
                             const std::vector<std::string>& optional, Problems& problems) const {
    std::vector<std::string> known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    for (const std::string& name : columns_) {
        if (std::ranges::find(known, name) == known.end()) {
            problems.error({file_, header_line_, name}, "is an unknown column", {},
                           name_advice(name, known));
        }
    }
    for (const std::string& name : required) {
        if (!column(name)) {
            problems.error({file_, header_line_, name}, "this column is missing",
                           fmt::format("the columns {}", fmt::join(known, ",")),
                           "add it to the header line");
        }
    }
}

CsvTable parse_csv(std::string_view text, const std::string& file_name, const CsvLimits& limits,
                   CsvSeparator wanted) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    if (text.find('\0') != std::string_view::npos) {
        throw InputError({file_name, 0, {}}, "holds a NUL byte", "CSV text in UTF-8",
                         "save it as CSV UTF-8");
    }
    const char separator = wanted == CsvSeparator::comma ? ',' : separator_of_header(text);
    CsvParser parser{text, file_name, limits, separator};
    const auto header = parser.next_row();
    if (!header) {
        throw InputError({file_name, 1, {}}, "is empty",
                         "a header line with the names of the columns", {});
    }
    check_header(*header, file_name);
    std::vector<CsvTable::Row> rows;
    while (auto row = parser.next_row()) {
        if (row->cells.size() != header->cells.size()) {
            throw InputError({file_name, row->line, {}},
                             fmt::format("has {} cells", row->cells.size()),
                             fmt::format("{} as in the header", header->cells.size()),
                             "check separators and quotes of this line");
        }
        if (rows.size() == limits.rows) {
            throw InputError({file_name, row->line, {}},
                             fmt::format("has more than {} rows", limits.rows), {}, {});
        }
        rows.push_back(std::move(*row));
    }
    return {file_name, header->line, header->cells, std::move(rows), separator};
}

CsvTable read_csv(const std::filesystem::path& path, const CsvLimits& limits,
                  CsvSeparator separator) {
    return parse_csv(read_text_file(path, limits.bytes), path.string(), limits, separator);
}

std::optional<double> number_in(std::string_view text, char decimal_mark) {
    std::string_view body = trimmed(text);
    std::string with_point;
    if (const auto comma = body.find(','); decimal_mark == ',' && comma != std::string_view::npos) {
        if (body.find('.') != std::string_view::npos) {
            return std::nullopt;
        }
        with_point = body;
        with_point[comma] = '.';
        body = with_point;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value);
    if (error != std::errc{} || end != body.data() + body.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

double parse_number(std::string_view text, const Location& where) {
    const auto value = number_in(text);
    if (!value) {
        throw InputError(where, fmt::format("\"{}\" is no number", text),
                         "a number such as 11.3297", {});
    }
    return *value;
}

std::string csv_cell(std::string_view text) {
    // A cell that starts with # would be taken for a comment in the first column.
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with('#')) {
        return std::string{text};
    }
    std::string cell = "\"";
    for (const char c : text) {
        cell += c;
        if (c == '"') {
            cell += c;
        }
    }
    return cell + "\"";
}

} // namespace cityproof::io
