// SPDX-License-Identifier: Apache-2.0
#include "io/gis/vector_layer.hpp"

#include "io/city/geometry_blob.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/gis/ogr_geometry.hpp"
#include "io/text/csv.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

void require_place_on_earth(const CityCrs& crs, const fs::path& path) {
    if (!crs.is_on_earth()) {
        throw InputError({path.string(), 0, {}}, "cannot be placed: the city has no place on earth",
                         "a SUMO net with a projection", "make the net with netconvert --proj.utm");
    }
}

std::unique_ptr<GDALDataset> open_layers(const fs::path& path) {
    ::close(open_regular_file(path));
    // Only these: other drivers would follow references to other files and hosts.
    const char* drivers[] = {"GeoJSON", "GPKG", "ESRI Shapefile", nullptr};
    std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers)};
    if (!dataset || dataset->GetLayerCount() < 1) {
        throw InputError(
            {path.string(), 0, {}},
            fmt::format("cannot be read as a map layer: {}", GdalSession::last_message()),
            "GeoJSON, GeoPackage or Shapefile", "convert it with ogr2ogr");
    }
    return dataset;
}

/// One layer while it is read.
class LayerReader {
  public:
    LayerReader(OGRLayer& layer, const fs::path& path, const std::string& name, const CityCrs& crs,
                const std::string& id_field, Problems& problems)
        : layer_{layer},
          path_{path},
          problems_{problems} {
        table_.name = name;
        describe_fields(lower(id_field));
        make_transformation(crs);
    }

    AssetTable read() {
        layer_.ResetReading();
        while (true) {
            CPLErrorReset(); // a feature that cannot be converted is no damage of the file
            const std::unique_ptr<OGRFeature> feature{layer_.GetNextFeature()};
            if (!feature) {
                break;
            }
            add(*feature);
        }
        if (CPLGetLastErrorType() >= CE_Failure) {
            throw InputError({path_.string(), 0, {}},
                             fmt::format("is damaged: {}", GdalSession::last_message()));
        }
        if (without_id_ > 0) {
            problems_.warning(
                {path_.string(), 0, "id"}, fmt::format("{} features have no id", without_id_), {},
                fmt::format("they are called {}:1, {}:2 ... by their place in the file",
                            table_.name, table_.name));
        }
        return std::move(table_);
    }

  private:
    struct DestroyTransformation {
        void operator()(OGRCoordinateTransformation* ogr) const {
            OGRCoordinateTransformation::DestroyCT(ogr);
        }
    };

    void describe_fields(const std::string& id_field) {
        const OGRFeatureDefn& definition = *layer_.GetLayerDefn();
        std::set<std::string> taken{"id", "fid", "geom"}; // SQLite's names have no case
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            const std::string field = definition.GetFieldDefn(i)->GetNameRef();
            if (lower(field) == id_field) {
                id_field_ = i;
            } else if (taken.insert(lower(field)).second) {
                fields_.push_back(i);
                table_.columns.push_back(field);
            }
        }
        table_.attributes.resize(fields_.size());
    }

    void make_transformation(const CityCrs& crs) {
        const OGRSpatialReference* given = layer_.GetSpatialRef();
        if (given == nullptr) {
            throw InputError(
                {path_.string(), 0, {}}, "does not say its coordinate reference system",
                "GeoJSON (always WGS 84), or a file with a CRS", "set it with ogr2ogr -a_srs");
        }
        OGRSpatialReference from{*given};
        from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        transformation_.reset(OGRCreateCoordinateTransformation(&from, crs.srs()));
        if (!transformation_) {
            throw InputError({path_.string(), 0, {}}, "cannot be converted to the city's CRS", {},
                             {});
        }
    }

    Location where(const std::string& id) const {
        return {path_.string(), 0, table_.name + " " + id};
    }

    void add(const OGRFeature& feature) {
        std::string id = id_field_ >= 0 && feature.IsFieldSetAndNotNull(id_field_) != 0
                             ? feature.GetFieldAsString(id_field_)
                             : std::string{};
        ++rows_;
        if (id.empty()) {
            ++without_id_;
            id = fmt::format("{}:{}", table_.name, rows_);
        }
        Geometry geometry;
        try {
            geometry = convert(feature.GetGeometryRef());
        } catch (const BadGeometry& error) {
            problems_.error(where(id), fmt::format("has no usable geometry: {}", error.what()),
                            "a point, line or polygon", {});
            return;
        }
        if (!seen_.insert(id).second) {
            problems_.error(where(id), "this id stands in two features",
                            "an id that no other feature has", {});
            return;
        }
        table_.ids.push_back(std::move(id));
        table_.geometry.push_back(std::move(geometry));
        for (std::size_t c = 0; c < fields_.size(); ++c) {
            table_.attributes[c].push_back(attribute(feature, fields_[c]));
        }
    }

    Geometry convert(const OGRGeometry* ogr) const {
        if (ogr == nullptr || ogr->IsEmpty() != 0) {
            throw BadGeometry("it is empty");
        }
        const std::unique_ptr<OGRGeometry> copy{ogr->clone()};
        copy->closeRings();
        if (copy->transform(transformation_.get()) != OGRERR_NONE) {
            throw BadGeometry("its coordinates cannot be converted to the city's CRS");
        }
        return geometry_of(*copy);
    }

    static Attribute attribute(const OGRFeature& feature, int field) {
        if (feature.IsFieldSetAndNotNull(field) == 0) {
            return std::monostate{};
        }
        switch (feature.GetFieldDefnRef(field)->GetType()) {
        case OFTInteger:
        case OFTInteger64:
            return std::int64_t{feature.GetFieldAsInteger64(field)};
        case OFTReal:
            return feature.GetFieldAsDouble(field);
        default:
            return std::string{feature.GetFieldAsString(field)};
        }
    }

    OGRLayer& layer_;
    const fs::path& path_;
    Problems& problems_;
    AssetTable table_;
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation> transformation_;
    int id_field_ = -1;
    std::vector<int> fields_;
    std::set<std::string> seen_;
    std::size_t rows_ = 0;
    std::size_t without_id_ = 0;
};

} // namespace

AssetTable read_vector_layer(const fs::path& path, const std::string& name, const CityCrs& crs,
                             Problems& problems, const std::string& id_field) {
    require_place_on_earth(crs, path);
    const GdalSession session;
    const std::unique_ptr<GDALDataset> dataset = open_layers(path);
    return LayerReader{*dataset->GetLayer(0), path, name, crs, id_field, problems}.read();
}

AssetTable point_table(const CsvTable& csv, const std::string& name, const CityCrs& crs,
                       const std::vector<std::string>& required,
                       const std::vector<std::string>& optional, Problems& problems) {
    require_place_on_earth(crs, csv.file());
    const GdalSession session;
    AssetTable table;
    table.name = name;
    std::vector<std::string> needed{"id", "lon", "lat"};
    needed.insert(needed.end(), required.begin(), required.end());
    const std::size_t before = problems.list().size();
    csv.check_columns(needed, optional, problems);
    if (problems.list().size() != before) {
        return table;
    }
    for (const std::string& column : csv.columns()) {
        if (column != "id" && column != "lon" && column != "lat") {
            table.columns.push_back(column);
        }
    }
    table.attributes.resize(table.columns.size());
    std::set<std::string> seen;
    for (std::size_t row = 0; row < csv.size(); ++row) {
        const std::string& id = csv.cell(row, "id");
        if (id.empty() || !seen.insert(id).second) {
            problems.error(csv.where(row, "id"),
                           id.empty() ? "is empty" : fmt::format("\"{}\" stands in two rows", id),
                           "an id that no other row has", {});
            continue;
        }
        const bool placed = problems.collect([&] {
            const LonLat position{parse_number(csv.cell(row, "lon"), csv.where(row, "lon")),
                                  parse_number(csv.cell(row, "lat"), csv.where(row, "lat"))};
            table.geometry.push_back(
                {GeometryKind::point, {crs.from_lon_lat(position, csv.where(row, "lon"))}});
        });
        if (!placed) {
            continue;
        }
        table.ids.push_back(id);
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const std::string& cell = csv.cell(row, table.columns[c]);
            table.attributes[c].push_back(cell.empty() ? Attribute{} : Attribute{cell});
        }
    }
    return table;
}

AssetTable read_point_csv(const fs::path& path, const std::string& name, const CityCrs& crs,
                          const std::vector<std::string>& required,
                          const std::vector<std::string>& optional, Problems& problems) {
    return point_table(read_csv(path), name, crs, required, optional, problems);
}

} // namespace cityproof::io
