// SPDX-License-Identifier: Apache-2.0
#include "io/city/content_hash.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <bit>
#include <cerrno>
#include <new>
#include <system_error>

namespace cityproof::io {

void ContentHash::FreeState::operator()(XXH3_state_s* state) const {
    XXH3_freeState(state);
}

ContentHash::ContentHash() : state_{XXH3_createState()} {
    if (!state_) {
        throw std::bad_alloc{};
    }
    XXH3_128bits_reset(state_.get());
}

ContentHash::~ContentHash() = default;

void ContentHash::add(std::string_view text) {
    add(std::uint64_t{text.size()});
    XXH3_128bits_update(state_.get(), text.data(), text.size());
}

void ContentHash::add(std::uint64_t value) {
    XXH3_128bits_update(state_.get(), &value, sizeof value);
}

void ContentHash::add(double value) {
    add(std::bit_cast<std::uint64_t>(value));
}

void ContentHash::add(const AssetTable& table) {
    add(table.name);
    add(std::uint64_t{table.size()});
    for (std::size_t row = 0; row < table.size(); ++row) {
        add(table.ids[row]);
        const Geometry& geometry = table.geometry[row];
        add(static_cast<std::uint64_t>(geometry.kind));
        add(std::uint64_t{geometry.points.size()});
        for (const Point& point : geometry.points) {
            add(point.x_m);
            add(point.y_m);
        }
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        add(table.columns[c]);
        for (const Attribute& cell : table.attributes[c]) {
            add(std::uint64_t{cell.index()});
            if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
                add(static_cast<std::uint64_t>(*integer));
            } else if (const auto* number = std::get_if<double>(&cell)) {
                add(*number);
            } else if (const auto* text = std::get_if<std::string>(&cell)) {
                add(std::string_view{*text});
            }
        }
    }
}

void ContentHash::add_file(const std::filesystem::path& path) {
    const int fd = open_regular_file(path);
    std::array<char, 1U << 16U> buffer{};
    std::uint64_t total = 0;
    ssize_t got = 0;
    while ((got = ::read(fd, buffer.data(), buffer.size())) != 0) {
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const std::string reason = std::generic_category().message(errno);
            ::close(fd);
            throw InputError({path.string(), 0, {}}, fmt::format("cannot be read: {}", reason));
        }
        XXH3_128bits_update(state_.get(), buffer.data(), static_cast<std::size_t>(got));
        total += static_cast<std::uint64_t>(got);
    }
    ::close(fd);
    add(total);
}

std::string ContentHash::hex() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

} // namespace cityproof::io
