// SPDX-License-Identifier: Apache-2.0
#include "io/city/geometry_blob.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace cityproof::io {
namespace {

using Points = std::vector<Point>;

/// Coordinates in metres of any projected CRS stay far below this.
constexpr double max_coordinate_m = 1e9;
constexpr std::uint32_t point_type = 1;
constexpr std::uint32_t line_type = 2;
constexpr std::uint32_t polygon_type = 3;
constexpr std::uint32_t multi_offset = 3; ///< from a type to its multi-part type

/// Bytes with a position that cannot leave them.
class Reader {
  public:
    explicit Reader(std::span<const std::byte> bytes) : bytes_{bytes} {}

    std::size_t left() const { return bytes_.size() - at_; }

    void skip(std::size_t count) {
        need(count);
        at_ += count;
    }

    std::uint8_t byte() {
        need(1);
        return std::to_integer<std::uint8_t>(bytes_[at_++]);
    }

    std::uint32_t uint32(bool little) { return static_cast<std::uint32_t>(integer<4>(little)); }

    double float64(bool little) { return std::bit_cast<double>(integer<8>(little)); }

  private:
    void need(std::size_t count) const {
        if (count > left()) {
            throw BadGeometry("it ends too early");
        }
    }

    template <std::size_t size>
    std::uint64_t integer(bool little) {
        need(size);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t from = little ? size - 1 - i : i;
            value = (value << 8U) | std::to_integer<std::uint64_t>(bytes_[at_ + from]);
        }
        at_ += size;
        return value;
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

struct WkbHeader {
    bool little = true;
    std::uint32_t type = 0;     ///< without dimensions
    std::size_t dimensions = 2; ///< values of a position: 2 to 4
};

WkbHeader read_wkb_header(Reader& reader) {
    const std::uint8_t order = reader.byte();
    if (order > 1) {
        throw BadGeometry(fmt::format("its byte order is {}, which is neither 0 nor 1", order));
    }
    WkbHeader header;
    header.little = order == 1;
    std::uint32_t type = reader.uint32(header.little);
    if ((type & 0x20000000U) != 0) {
        throw BadGeometry("it is EWKB with a spatial reference of its own");
    }
    header.dimensions +=
        ((type & 0x80000000U) != 0 ? 1U : 0U) + ((type & 0x40000000U) != 0 ? 1U : 0U);
    type &= 0x0fffffffU;
    constexpr std::size_t iso_dimensions[] = {2, 3, 3, 4};
    if (type / 1000 > 3 || (type >= 1000 && header.dimensions > 2)) {
        throw BadGeometry(fmt::format("its WKB type {} is unknown", type));
    }
    header.dimensions = std::max(header.dimensions, iso_dimensions[type / 1000]);
    header.type = type % 1000;
    return header;
}

Point read_position(Reader& reader, const WkbHeader& header) {
    const double x = reader.float64(header.little);
    const double y = reader.float64(header.little);
    reader.skip((header.dimensions - 2) * sizeof(double));
    return {x, y};
}

void check_position(const Point& point) {
    if (!(std::fabs(point.x_m) <= max_coordinate_m && std::fabs(point.y_m) <= max_coordinate_m)) {
        throw BadGeometry(fmt::format("it has the coordinate ({}, {})", point.x_m, point.y_m));
    }
}

Points read_positions(Reader& reader, const WkbHeader& header) {
    const std::uint32_t count = reader.uint32(header.little);
    if (count > reader.left() / (header.dimensions * sizeof(double))) {
        throw BadGeometry(fmt::format("it states {} points, more than it has bytes for", count));
    }
    Points points;
    points.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        points.push_back(read_position(reader, header));
        check_position(points.back());
    }
    return points;
}

std::uint32_t read_count(Reader& reader, const WkbHeader& header, std::size_t bytes_each,
                         const char* what) {
    const std::uint32_t count = reader.uint32(header.little);
    if (count > reader.left() / bytes_each) {
        throw BadGeometry(fmt::format("it states {} {}, more than it has bytes for", count, what));
    }
    return count;
}

/// One simple geometry; empty when it has no points.
Points read_simple(Reader& reader, const WkbHeader& header, bool& simplified) {
    if (header.type == point_type) {
        const Point point = read_position(reader, header);
        if (std::isnan(point.x_m) && std::isnan(point.y_m)) { // WKB's way to write an empty point
            return {};
        }
        check_position(point);
        return {point};
    }
    if (header.type == line_type) {
        Points points = read_positions(reader, header);
        if (points.size() == 1) {
            throw BadGeometry("it is a line with one point");
        }
        return points;
    }
    const std::uint32_t rings = read_count(reader, header, sizeof(std::uint32_t), "rings");
    Points outer;
    for (std::uint32_t i = 0; i < rings; ++i) {
        Points ring = read_positions(reader, header);
        if (i == 0) {
            outer = std::move(ring);
        }
    }
    simplified = simplified || rings > 1;
    if (!outer.empty() && (outer.size() < 4 || outer.front() != outer.back())) {
        throw BadGeometry("its ring is not closed or has fewer than four points");
    }
    return outer;
}

double length_of(const Points& line) {
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        length += std::hypot(line[i].x_m - line[i - 1].x_m, line[i].y_m - line[i - 1].y_m);
    }
    return length;
}

/// Shoelace formula, relative to the first point so that far-away coordinates lose no digits.
double area_of(const Points& ring) {
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        twice += (ring[i - 1].x_m - ring[0].x_m) * (ring[i].y_m - ring[0].y_m) -
                 (ring[i].x_m - ring[0].x_m) * (ring[i - 1].y_m - ring[0].y_m);
    }
    return std::fabs(twice) / 2;
}

/// Joins each line to the one before it when it starts where that ends.
void chain_lines(std::vector<Points>& lines) {
    std::vector<Points> chained;
    for (Points& line : lines) {
        if (!chained.empty() && chained.back().back() == line.front()) {
            chained.back().insert(chained.back().end(), line.begin() + 1, line.end());
        } else {
            chained.push_back(std::move(line));
        }
    }
    lines = std::move(chained);
}

Points one_of_parts(std::vector<Points> parts, std::uint32_t type, bool& simplified) {
    std::erase_if(parts, [](const Points& part) { return part.empty(); });
    if (type == line_type) {
        chain_lines(parts);
    }
    if (parts.empty()) {
        return {};
    }
    simplified = simplified || parts.size() > 1;
    if (type == point_type) {
        return parts.front();
    }
    const auto size_of = [type](const Points& part) {
        return type == line_type ? length_of(part) : area_of(part);
    };
    return *std::ranges::max_element(parts, {}, size_of);
}

Points read_multi(Reader& reader, const WkbHeader& header, bool& simplified) {
    const std::uint32_t wanted = header.type - multi_offset;
    constexpr std::size_t smallest_part = 1 + 2 * sizeof(std::uint32_t);
    const std::uint32_t count = read_count(reader, header, smallest_part, "parts");
    std::vector<Points> parts;
    for (std::uint32_t i = 0; i < count; ++i) {
        const WkbHeader part = read_wkb_header(reader);
        if (part.type != wanted) {
            throw BadGeometry(
                fmt::format("it has a part of WKB type {} where {} belongs", part.type, wanted));
        }
        parts.push_back(read_simple(reader, part, simplified));
    }
    return one_of_parts(std::move(parts), wanted, simplified);
}

/// Reads the GeoPackage header and leaves the reader at the WKB. Returns the srs id.
std::int32_t read_package_header(Reader& reader, std::span<const std::byte> blob) {
    if (blob.size() < 8 || std::memcmp(blob.data(), "GP", 2) != 0) {
        throw BadGeometry("it is no GeoPackage geometry");
    }
    reader.skip(2);
    if (const std::uint8_t version = reader.byte(); version != 0) {
        throw BadGeometry(
            fmt::format("it has version {} of the GeoPackage geometry, which is unknown", version));
    }
    const std::uint8_t flags = reader.byte();
    if ((flags & 0x20U) != 0) {
        throw BadGeometry("it is an extended GeoPackage geometry");
    }
    const auto srs_id = static_cast<std::int32_t>(reader.uint32((flags & 1U) != 0));
    constexpr std::size_t envelope_bytes[] = {0, 32, 48, 48, 64};
    const std::size_t envelope = (flags >> 1U) & 7U;
    if (envelope >= std::size(envelope_bytes)) {
        throw BadGeometry("it has an unknown envelope");
    }
    reader.skip(envelope_bytes[envelope]);
    return srs_id;
}

} // namespace

StoredGeometry parse_geometry_blob(std::span<const std::byte> blob) {
    Reader reader{blob};
    StoredGeometry stored;
    stored.srs_id = read_package_header(reader, blob);
    const WkbHeader header = read_wkb_header(reader);
    if (header.type < point_type || header.type > polygon_type + multi_offset) {
        throw BadGeometry(fmt::format("its WKB type {} is no point, line or polygon", header.type));
    }
    const bool multi = header.type > multi_offset;
    stored.geometry.points = multi ? read_multi(reader, header, stored.simplified)
                                   : read_simple(reader, header, stored.simplified);
    if (reader.left() != 0) {
        throw BadGeometry(fmt::format("it has {} bytes too many", reader.left()));
    }
    if (!stored.geometry.points.empty()) {
        constexpr GeometryKind kinds[] = {GeometryKind::point, GeometryKind::line,
                                          GeometryKind::polygon};
        stored.geometry.kind = kinds[(header.type - 1) % multi_offset];
    }
    return stored;
}

} // namespace cityproof::io
