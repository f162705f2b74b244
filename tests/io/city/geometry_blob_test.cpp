// SPDX-License-Identifier: Apache-2.0
#include "io/city/geometry_blob.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string_view>

#include "tests/io/city/blob_writer.hpp"

namespace cityproof::io {
namespace {

using cityproof::testing::BlobWriter;
using Points = std::vector<Point>;

constexpr std::uint32_t point = 1;
constexpr std::uint32_t line = 2;
constexpr std::uint32_t polygon = 3;
constexpr std::uint32_t multi_point = 4;
constexpr std::uint32_t multi_line = 5;
constexpr std::uint32_t multi_polygon = 6;

StoredGeometry parse(const BlobWriter& writer) {
    return parse_geometry_blob(writer.bytes());
}

void expect_bad(const BlobWriter& writer) {
    EXPECT_THROW(parse(writer), BadGeometry);
}

TEST(GeometryBlob, reads_the_published_example_of_wkb) {
    // POINT(2 4), big endian: the example of the Wikipedia article on well-known binary.
    BlobWriter writer;
    writer.header();
    for (const unsigned byte : {0x00, 0x00, 0x00, 0x00, 0x01, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00,
                                0x00, 0x00, 0x40, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00}) {
        writer.byte(byte);
    }
    const StoredGeometry stored = parse(writer);
    EXPECT_EQ(stored.geometry.kind, GeometryKind::point);
    EXPECT_EQ(stored.geometry.points, (Points{{2, 4}}));
    EXPECT_EQ(stored.srs_id, 32632);
}

TEST(GeometryBlob, drops_z_and_m_in_both_ways_to_write_them) {
    struct Form {
        std::uint32_t type;
        int extra;
    };

    for (const Form form : {Form{1002, 1}, Form{2002, 1}, Form{3002, 2}, Form{0x80000002U, 1},
                            Form{0x40000002U, 1}, Form{0xC0000002U, 2}}) {
        BlobWriter writer;
        writer.header().wkb(form.type).uint32(2);
        for (const double x : {1.0, 2.0}) {
            writer.number(x).number(10 * x);
            for (int i = 0; i < form.extra; ++i) {
                writer.number(99);
            }
        }
        EXPECT_EQ(parse(writer).geometry.points, (Points{{1, 10}, {2, 20}})) << form.type;
    }
}

TEST(GeometryBlob, skips_envelopes_of_every_size) {
    // OGC 12-128r18, table of envelope codes: 0, 32, 48, 48 and 64 bytes.
    constexpr int numbers[] = {0, 4, 6, 6, 8};
    for (unsigned code = 0; code < 8; ++code) {
        BlobWriter writer;
        writer.byte('G').byte('P').byte(0).byte(1 | (code << 1U)).uint32(32632);
        for (int i = 0; code < 5 && i < numbers[code]; ++i) {
            writer.number(7);
        }
        writer.wkb(point).number(1).number(2);
        if (code < 5) {
            EXPECT_EQ(parse(writer).geometry.points, (Points{{1, 2}})) << code;
        } else {
            expect_bad(writer);
        }
    }
}

TEST(GeometryBlob, keeps_the_outer_ring_of_a_polygon) {
    BlobWriter writer;
    writer.header().wkb(polygon).uint32(2);
    writer.points({{0, 0}, {9, 0}, {9, 9}, {0, 0}}).points({{1, 1}, {2, 1}, {2, 2}, {1, 1}});
    const StoredGeometry stored = parse(writer);
    EXPECT_EQ(stored.geometry.kind, GeometryKind::polygon);
    EXPECT_EQ(stored.geometry.points, (Points{{0, 0}, {9, 0}, {9, 9}, {0, 0}}));
    EXPECT_TRUE(stored.simplified);
}

TEST(GeometryBlob, chains_lines_that_touch_and_else_keeps_the_longest) {
    BlobWriter chain;
    chain.header().wkb(multi_line).uint32(2);
    chain.wkb(line).points({{0, 0}, {1, 0}}).wkb(line).points({{1, 0}, {5, 0}});
    EXPECT_EQ(parse(chain).geometry.points, (Points{{0, 0}, {1, 0}, {5, 0}}));
    EXPECT_FALSE(parse(chain).simplified);

    BlobWriter apart;
    apart.header().wkb(multi_line).uint32(2);
    apart.wkb(line).points({{0, 0}, {1, 0}}).wkb(line).points({{2, 0}, {5, 0}});
    EXPECT_EQ(parse(apart).geometry.points, (Points{{2, 0}, {5, 0}}));
    EXPECT_TRUE(parse(apart).simplified);
}

TEST(GeometryBlob, keeps_the_largest_polygon_and_the_first_point) {
    BlobWriter areas;
    areas.header().wkb(multi_polygon).uint32(2);
    areas.wkb(polygon).uint32(1).points({{0, 0}, {1, 0}, {1, 1}, {0, 0}});
    areas.wkb(polygon).uint32(1).points({{0, 0}, {3, 0}, {3, 3}, {0, 0}});
    EXPECT_EQ(parse(areas).geometry.points[1], (Point{3, 0}));

    BlobWriter points;
    points.header()
        .wkb(multi_point)
        .uint32(2)
        .wkb(point)
        .number(1)
        .number(2)
        .wkb(point)
        .number(3)
        .number(4);
    EXPECT_EQ(parse(points).geometry.points, (Points{{1, 2}}));
}

TEST(GeometryBlob, empty_geometries_have_no_kind) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(parse(BlobWriter{}.header().wkb(point).number(nan).number(nan)).geometry.kind,
              GeometryKind::none);
    for (const std::uint32_t type : {line, polygon, multi_point, multi_line, multi_polygon}) {
        EXPECT_EQ(parse(BlobWriter{}.header().wkb(type).uint32(0)).geometry.kind,
                  GeometryKind::none)
            << type;
    }
}

TEST(GeometryBlob, absurd_counts_are_refused_before_memory_is_taken) {
    for (const std::uint32_t type : {line, polygon, multi_point, multi_line, multi_polygon}) {
        expect_bad(BlobWriter{}.header().wkb(type).uint32(0xffffffffU));
        expect_bad(BlobWriter{}.header().wkb(type).uint32(0x7fffffffU).number(1).number(2));
    }
    expect_bad(BlobWriter{}.header().wkb(polygon).uint32(1).uint32(0xfffffff0U));
}

TEST(GeometryBlob, refuses_every_truncation_and_extension) {
    BlobWriter writer;
    writer.header()
        .wkb(multi_polygon)
        .uint32(1)
        .wkb(polygon)
        .uint32(1)
        .points({{0, 0}, {3, 0}, {3, 3}, {0, 0}});
    const std::vector<std::byte>& whole = writer.bytes();
    EXPECT_NO_THROW(parse_geometry_blob(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<std::byte> part(whole.begin(),
                                          whole.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_THROW(parse_geometry_blob(part), BadGeometry) << size;
    }
    expect_bad(writer.byte(0));
}

TEST(GeometryBlob, refuses_what_is_no_simple_feature) {
    const double infinite = std::numeric_limits<double>::infinity();
    expect_bad(BlobWriter{}.header().wkb(point).number(infinite).number(0));
    expect_bad(BlobWriter{}.header().wkb(point).number(1e300).number(0));
    expect_bad(BlobWriter{}.header().wkb(line).points(
        {{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 0}}));
    expect_bad(BlobWriter{}.header().wkb(line).points({{0, 0}}));
    expect_bad(
        BlobWriter{}.header().wkb(polygon).uint32(1).points({{0, 0}, {1, 0}, {1, 1}, {0, 1}}));
    expect_bad(BlobWriter{}.header().wkb(7).uint32(0));
    expect_bad(BlobWriter{}.header().wkb(0).uint32(0));
    expect_bad(BlobWriter{}.header().wkb(8).uint32(0));
    expect_bad(BlobWriter{}.header().wkb(4001).number(0).number(0));
    expect_bad(BlobWriter{}.header().wkb(0x20000001U).uint32(4326).number(0).number(0));
    expect_bad(BlobWriter{}.header().byte(7).uint32(1).number(0).number(0));
    expect_bad(BlobWriter{}.header().wkb(multi_line).uint32(1).wkb(multi_line).uint32(0));
    expect_bad(
        BlobWriter{}.byte('G').byte('X').byte(0).byte(1).uint32(1).wkb(point).number(0).number(0));
    expect_bad(
        BlobWriter{}.byte('G').byte('P').byte(1).byte(1).uint32(1).wkb(point).number(0).number(0));
    expect_bad(
        BlobWriter{}.byte('G').byte('P').byte(0).byte(0x21).uint32(1).wkb(point).number(0).number(
            0));
}

TEST(GeometryBlob, survives_bytes_that_mean_nothing) {
    BlobWriter writer;
    writer.header()
        .wkb(multi_line)
        .uint32(2)
        .wkb(line)
        .points({{0, 0}, {1, 0}})
        .wkb(line)
        .points({{1, 0}, {5, 0}});
    std::uint32_t state = 12345; // a fixed sequence: the test is the same every time
    for (int round = 0; round < 20000; ++round) {
        std::vector<std::byte> bytes = writer.bytes();
        for (int change = 0; change < 4; ++change) {
            state = state * 1664525U + 1013904223U;
            bytes[(state >> 8U) % bytes.size()] = static_cast<std::byte>(state >> 24U);
        }
        try {
            const StoredGeometry stored = parse_geometry_blob(bytes);
            EXPECT_LE(stored.geometry.points.size() * sizeof(Point), bytes.size());
        } catch (const BadGeometry&) {
        }
    }
}

} // namespace
} // namespace cityproof::io
