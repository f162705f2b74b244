// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cityproof::testing {

/// Puts a GeoPackage geometry together byte by byte, little endian, as the standard describes it.
class BlobWriter {
  public:
    BlobWriter& byte(unsigned value) {
        bytes_.push_back(static_cast<std::byte>(value));
        return *this;
    }

    BlobWriter& uint32(std::uint32_t value) {
        for (int i = 0; i < 4; ++i) {
            byte((value >> (8 * i)) & 0xffU);
        }
        return *this;
    }

    BlobWriter& number(double value) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (int i = 0; i < 8; ++i) {
            byte(static_cast<unsigned>((bits >> (8 * i)) & 0xffU));
        }
        return *this;
    }

    /// GeoPackage header without envelope.
    BlobWriter& header(std::uint32_t srs_id = 32632) {
        return byte('G').byte('P').byte(0).byte(1).uint32(srs_id);
    }

    /// WKB header.
    BlobWriter& wkb(std::uint32_t type) { return byte(1).uint32(type); }

    BlobWriter& points(const std::vector<std::pair<double, double>>& list) {
        uint32(static_cast<std::uint32_t>(list.size()));
        for (const auto& [x, y] : list) {
            number(x).number(y);
        }
        return *this;
    }

    const std::vector<std::byte>& bytes() const { return bytes_; }

  private:
    std::vector<std::byte> bytes_;
};

} // namespace cityproof::testing
