// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace cityproof::io {

/// An SQLite file opened read-only, for files that may be hostile: no trust in its schema, no
/// write-ahead log, no locks. Errors (all methods, and those of SqliteRows): InputError that names
/// the file and SQLite's reason.
class SqliteReader {
  public:
    explicit SqliteReader(std::filesystem::path path);
    ~SqliteReader();
    SqliteReader(const SqliteReader&) = delete;
    SqliteReader& operator=(const SqliteReader&) = delete;

    const std::filesystem::path& path() const { return path_; }

    sqlite3* handle() const { return handle_.get(); }

    /// Whether `name` is an ordinary table, no view and no virtual table.
    bool has_plain_table(std::string_view name) const;

    [[noreturn]] void fail() const;

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };

    std::filesystem::path path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

enum class SqliteType { null, integer, real, text, blob };

/// The rows of one query, one at a time.
class SqliteRows {
  public:
    SqliteRows(const SqliteReader& file, const std::string& query);

    /// Binds a text to the parameter of that 1-based number.
    void bind(int parameter, std::string_view text);
    /// Goes to the next row; false after the last.
    bool next();
    int columns() const;
    SqliteType type(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    /// Lives until next().
    std::span<const std::byte> blob(int column) const;

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    const SqliteReader& file_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A name as an SQL identifier in quotes.
std::string sql_name(std::string_view name);

} // namespace cityproof::io
