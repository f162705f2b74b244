// SPDX-License-Identifier: Apache-2.0
#include "io/city/sqlite_reader.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cctype>

namespace cityproof::io {
namespace {

constexpr int max_cell_bytes = 1 << 28;

/// A path as a URI for sqlite3_open_v2. `immutable` keeps SQLite from looking for logs and locks
/// beside the file.
std::string uri_of(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_') {
            uri += c;
        } else {
            uri += fmt::format("%{:02x}", byte);
        }
    }
    return uri + "?mode=ro&immutable=1";
}

void check_is_sqlite(const std::filesystem::path& path) {
    const int fd = open_regular_file(path);
    std::array<char, 16> head{};
    const ssize_t got = ::read(fd, head.data(), head.size());
    ::close(fd);
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    if (got != static_cast<ssize_t>(magic.size()) ||
        std::string_view{head.data(), head.size()} != magic) {
        throw InputError({path.string(), 0, {}}, "is no GeoPackage", "an SQLite file",
                         "import the city again, or restore the file");
    }
}

} // namespace

void SqliteReader::Close::operator()(sqlite3* handle) const {
    sqlite3_close(handle);
}

void SqliteRows::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

SqliteReader::SqliteReader(std::filesystem::path path) : path_{std::move(path)} {
    check_is_sqlite(path_);
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(uri_of(path_).c_str(), &opened,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(opened);
    if (code != SQLITE_OK) {
        fail();
    }
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, max_cell_bytes);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (sqlite3_exec(opened, "PRAGMA cell_size_check=ON", nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail();
    }
}

SqliteReader::~SqliteReader() = default;

bool SqliteReader::has_plain_table(std::string_view name) const {
    SqliteRows rows{
        *this, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND rootpage > 0"};
    rows.bind(1, name);
    return rows.next();
}

void SqliteReader::fail() const {
    throw InputError({path_.string(), 0, {}},
                     fmt::format("cannot be read: {}",
                                 handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory"),
                     "a whole GeoPackage", "import the city again, or restore the file");
}

SqliteRows::SqliteRows(const SqliteReader& file, const std::string& query) : file_{file} {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(file.handle(), query.c_str(), static_cast<int>(query.size()) + 1,
                           &statement, nullptr) != SQLITE_OK) {
        file.fail();
    }
    statement_.reset(statement);
}

void SqliteRows::bind(int parameter, std::string_view text) {
    if (sqlite3_bind_text(statement_.get(), parameter, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT) != SQLITE_OK) {
        file_.fail();
    }
}

bool SqliteRows::next() {
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        file_.fail();
    }
    return code == SQLITE_ROW;
}

int SqliteRows::columns() const {
    return sqlite3_column_count(statement_.get());
}

SqliteType SqliteRows::type(int column) const {
    switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
        return SqliteType::integer;
    case SQLITE_FLOAT:
        return SqliteType::real;
    case SQLITE_TEXT:
        return SqliteType::text;
    case SQLITE_BLOB:
        return SqliteType::blob;
    default:
        return SqliteType::null;
    }
}

std::int64_t SqliteRows::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

double SqliteRows::real(int column) const {
    return sqlite3_column_double(statement_.get(), column);
}

std::string SqliteRows::text(int column) const {
    const auto* bytes =
        reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    const auto count = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string{} : std::string{bytes, count};
}

std::span<const std::byte> SqliteRows::blob(int column) const {
    const auto* bytes =
        static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
    const auto count = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::span<const std::byte>{} : std::span{bytes, count};
}

std::string sql_name(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + "\"";
}

} // namespace cityproof::io
