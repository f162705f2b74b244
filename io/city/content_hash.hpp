// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace cityproof::io {

/// XXH3, 128 bits, over a sequence of values; every text goes in with its length, so that two
/// sequences never run into each other. Source: xxHash 0.8, Y. Collet. No protection against
/// someone who wants two packages with one hash.
class ContentHash {
  public:
    ContentHash();
    ~ContentHash();
    ContentHash(const ContentHash&) = delete;
    ContentHash& operator=(const ContentHash&) = delete;

    void add(std::string_view text);
    void add(std::uint64_t value);
    void add(double value); ///< its exact bits
    /// Name, columns and all rows in their order.
    void add(const AssetTable& table);
    /// The bytes of a regular file. Errors: InputError.
    void add_file(const std::filesystem::path& path);

    /// 32 hexadecimal digits.
    std::string hex() const;

  private:
    struct FreeState {
        void operator()(XXH3_state_s* state) const;
    };

    std::unique_ptr<XXH3_state_s, FreeState> state_;
};

} // namespace cityproof::io
