// SPDX-License-Identifier: Apache-2.0
#include "io/gis/map_writer.hpp"

#include "core/base/errors.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/gis/map_notes.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what) {
    throw EngineError("GDAL", what + ": " + GdalSession::last_message());
}

/// Why a file that was being written cannot grow, in the system's words; empty when it can. GDAL
/// and SQLite only say that something failed, and a full disk makes them say strange things.
std::string why_it_cannot_grow(const fs::path& path) {
    constexpr std::size_t probe_bytes = 1U << 20U;
    const std::string probe(probe_bytes, '\0');
    std::FILE* file = std::fopen(path.c_str(), "ab");
    if (file == nullptr) {
        return std::strerror(
            errno); // NOLINT(concurrency-mt-unsafe): import and export have one thread
    }
    errno = 0;
    const bool written = std::fwrite(probe.data(), 1, probe.size(), file) == probe.size();
    const bool flushed = std::fflush(file) == 0;
    std::string reason =
        written && flushed ? std::string{} : std::strerror(errno); // NOLINT(concurrency-mt-unsafe)
    std::fclose(file);
    return reason;
}

/// Puts everything into an empty GeoPackage.
using Fill = std::function<void(GDALDataset&)>;

void write_all(const fs::path& path, const Fill& fill);

OGRFieldType field_type(const std::vector<Attribute>& cells) {
    bool integers = false;
    bool numbers = false;
    for (const Attribute& cell : cells) {
        if (std::holds_alternative<std::string>(cell)) {
            return OFTString;
        }
        integers = integers || std::holds_alternative<std::int64_t>(cell);
        numbers = numbers || std::holds_alternative<double>(cell);
    }
    if (numbers) {
        return OFTReal;
    }
    return integers ? OFTInteger64 : OFTString;
}

OGRwkbGeometryType layer_type(const AssetTable& table) {
    GeometryKind kind = GeometryKind::none;
    for (const Geometry& geometry : table.geometry) {
        if (geometry.kind == GeometryKind::none || geometry.kind == kind) {
            continue;
        }
        if (kind != GeometryKind::none) {
            return wkbUnknown;
        }
        kind = geometry.kind;
    }
    switch (kind) {
    case GeometryKind::point:
        return wkbPoint;
    case GeometryKind::line:
        return wkbLineString;
    case GeometryKind::polygon:
        return wkbPolygon;
    case GeometryKind::none:
        break;
    }
    return wkbUnknown;
}

std::unique_ptr<OGRGeometry> to_ogr(const Geometry& geometry) {
    const auto fill = [&](OGRSimpleCurve& curve) {
        for (const Point& point : geometry.points) {
            curve.addPoint(point.x_m, point.y_m);
        }
    };
    switch (geometry.kind) {
    case GeometryKind::point:
        return std::make_unique<OGRPoint>(geometry.points.front().x_m, geometry.points.front().y_m);
    case GeometryKind::line: {
        auto line = std::make_unique<OGRLineString>();
        fill(*line);
        return line;
    }
    case GeometryKind::polygon: {
        auto ring = std::make_unique<OGRLinearRing>();
        fill(*ring);
        auto polygon = std::make_unique<OGRPolygon>();
        polygon->addRingDirectly(ring.release());
        return polygon;
    }
    case GeometryKind::none:
        break;
    }
    return nullptr;
}

void set_field(OGRFeature& feature, int field, const Attribute& cell) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        feature.SetField(field, static_cast<GIntBig>(*integer));
    } else if (const auto* number = std::get_if<double>(&cell)) {
        feature.SetField(field, *number);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        feature.SetField(field, text->c_str());
    } else {
        feature.SetFieldNull(field);
    }
}

bool is_number(std::span<const FieldNote> notes, const std::string& field) {
    return std::ranges::any_of(
        notes, [&](const FieldNote& note) { return note.field == field && note.is_number; });
}

void create_fields(OGRLayer& layer, const AssetTable& table, std::span<const FieldNote> notes) {
    OGRFieldDefn id{"id", OFTString};
    if (layer.CreateField(&id) != OGRERR_NONE) {
        fail("creating a field of layer " + table.name);
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const std::string& name = table.columns[c];
        OGRFieldDefn field{name.c_str(),
                           is_number(notes, name) ? OFTReal : field_type(table.attributes[c])};
        if (layer.CreateField(&field) != OGRERR_NONE) {
            fail(fmt::format("creating field {} of layer {}", table.columns[c], table.name));
        }
    }
}

void write_table(GDALDataset& dataset, const AssetTable& table, const CityCrs& crs,
                 OGRwkbGeometryType type, std::span<const FieldNote> notes = {},
                 const std::string& description = {}) {
    const std::string described = "DESCRIPTION=" + description;
    std::array options{"FID=fid", "GEOMETRY_NAME=geom", "SPATIAL_INDEX=YES",
                       description.empty() ? nullptr : described.c_str(),
                       static_cast<const char*>(nullptr)};
    OGRLayer* layer =
        dataset.CreateLayer(table.name.c_str(), const_cast<OGRSpatialReference*>(crs.srs()), type,
                            const_cast<char**>(options.data()));
    if (layer == nullptr) {
        fail("creating layer " + table.name);
    }
    create_fields(*layer, table, notes);
    for (std::size_t row = 0; row < table.size(); ++row) {
        OGRFeature feature{layer->GetLayerDefn()};
        feature.SetFID(static_cast<GIntBig>(row) + 1);
        feature.SetField(0, table.ids[row].c_str());
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            set_field(feature, static_cast<int>(c) + 1, table.attributes[c][row]);
        }
        if (auto geometry = to_ogr(table.geometry[row])) {
            feature.SetGeometryDirectly(geometry.release());
        }
        if (layer->CreateFeature(&feature) != OGRERR_NONE) {
            fail(fmt::format("writing \"{}\" of layer {}", table.ids[row], table.name));
        }
    }
}

} // namespace

namespace {

void write_new(const fs::path& path, const Fill& fill) {
    if (fs::exists(fs::symlink_status(path))) {
        throw InputError({path.string(), 0, {}}, "exists already", "a new file", {});
    }
    const GdalSession session;
    try {
        write_all(path, fill);
    } catch (const EngineError&) {
        // What was written is of no use to anybody: the probe may append to it.
        const std::string reason = why_it_cannot_grow(path);
        if (reason.empty()) {
            throw;
        }
        throw EngineError("map", path.string() + " cannot be written: " + reason);
    }
}

void write_all(const fs::path& path, const Fill& fill) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr) {
        fail("the GeoPackage driver is missing");
    }
    std::unique_ptr<GDALDataset> dataset{
        driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    if (!dataset || dataset->StartTransaction() != OGRERR_NONE) {
        fail("creating " + path.string());
    }
    fill(*dataset);
    if (dataset->CommitTransaction() != OGRERR_NONE) {
        fail("writing " + path.string());
    }
    CPLErrorReset();
    dataset.reset(); // writes spatial indexes and extents
    if (CPLGetLastErrorType() >= CE_Failure) {
        fail("closing " + path.string());
    }
}

bool has_places(const AssetTable& table) {
    return std::ranges::any_of(table.geometry, [](const Geometry& geometry) {
        return geometry.kind != GeometryKind::none;
    });
}

} // namespace

void write_map(const fs::path& path, std::span<const AssetTable> tables, const CityCrs& crs) {
    write_new(path, [&](GDALDataset& dataset) {
        for (const AssetTable& table : tables) {
            write_table(dataset, table, crs, layer_type(table));
        }
    });
}

void write_map(const fs::path& path, std::span<const MapLayer> layers, const CityCrs& crs) {
    write_new(path, [&](GDALDataset& dataset) {
        for (const MapLayer& layer : layers) {
            const AssetTable& table = layer.table;
            write_table(dataset, table, crs, has_places(table) ? layer_type(table) : wkbNone,
                        layer.fields, layer.description);
        }
        write_field_notes(dataset, layers);
        write_styles(dataset, layers);
    });
}

} // namespace cityproof::io
