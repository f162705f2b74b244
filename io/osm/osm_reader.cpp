// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/osm/osm_extract.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <osmium/handler.hpp>
#include <osmium/io/any_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/thread/pool.hpp>
#include <osmium/visitor.hpp>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

/// Counts what is mended, by kind, with the first example of each.
class RepairList {
  public:
    void add(const char* what, const std::string& example, std::size_t count = 1) {
        if (count > 0) {
            const auto [found, is_new] = repairs_.try_emplace(what, OsmRepair{what, 0, example});
            found->second.count += count;
        }
    }

    std::vector<OsmRepair> take() const {
        std::vector<OsmRepair> list;
        for (const auto& [what, repair] : repairs_) {
            list.push_back(repair);
        }
        return list;
    }

  private:
    std::map<std::string, OsmRepair> repairs_;
};

template <typename Object>
struct Versioned {
    Object object;
    std::uint32_t version = 0;
};

/// Takes objects as libosmium hands them out.
class Collector : public osmium::handler::Handler {
  public:
    explicit Collector(RepairList& repairs) : repairs_{repairs} {}

    void node(const osmium::Node& source) {
        if (!usable(source, "node")) {
            return;
        }
        const osmium::Location place = source.location();
        if (!place.valid()) {
            repairs_.add("nodes without a possible position left out",
                         fmt::format("node {}", source.id()));
            return;
        }
        OsmNode node{source.id(), place.x(), place.y(), tags_of(source, "node")};
        nodes.push_back({std::move(node), source.version()});
    }

    void way(const osmium::Way& source) {
        if (!usable(source, "way")) {
            return;
        }
        OsmWay way{source.id(), {}, tags_of(source, "way")};
        for (const osmium::NodeRef& ref : source.nodes()) {
            way.nodes.push_back(ref.ref());
        }
        ways.push_back({std::move(way), source.version()});
    }

    void relation(const osmium::Relation& source) {
        if (!usable(source, "relation")) {
            return;
        }
        OsmRelation relation{source.id(), {}, tags_of(source, "relation")};
        for (const osmium::RelationMember& member : source.members()) {
            relation.members.push_back(
                {osmium::item_type_to_char(member.type()), member.ref(), member.role()});
        }
        relations.push_back({std::move(relation), source.version()});
    }

    std::vector<Versioned<OsmNode>> nodes;
    std::vector<Versioned<OsmWay>> ways;
    std::vector<Versioned<OsmRelation>> relations;

  private:
    bool usable(const osmium::OSMObject& object, const char* kind) {
        if (object.visible()) {
            return true;
        }
        repairs_.add("deleted objects left out", fmt::format("{} {}", kind, object.id()));
        return false;
    }

    OsmTags tags_of(const osmium::OSMObject& object, const char* kind) {
        OsmTags tags;
        for (const osmium::Tag& tag : object.tags()) {
            tags.set(tag.key(), tag.value());
        }
        const std::size_t dropped = tags.normalise();
        repairs_.add("repeated tags dropped", fmt::format("{} {}", kind, object.id()), dropped);
        return tags;
    }

    RepairList& repairs_;
};

/// In ascending order of id, each once: of several the newest version, then the last in the file.
template <typename Object>
std::vector<Object> unique_by_id(std::vector<Versioned<Object>>& source, const char* kind,
                                 RepairList& repairs) {
    std::ranges::stable_sort(source, [](const auto& a, const auto& b) {
        return a.object.id != b.object.id ? a.object.id < b.object.id : a.version < b.version;
    });
    std::vector<Object> result;
    result.reserve(source.size());
    for (auto& [object, version] : source) {
        if (!result.empty() && result.back().id == object.id) {
            repairs.add("objects that stand in the file twice: the newest taken",
                        fmt::format("{} {}", kind, object.id));
            result.back() = std::move(object);
        } else {
            result.push_back(std::move(object));
        }
    }
    source.clear();
    source.shrink_to_fit();
    return result;
}

void drop_missing_nodes(OsmExtract& extract, RepairList& repairs) {
    for (OsmWay& way : extract.ways) {
        const std::size_t missing =
            std::erase_if(way.nodes, [&](std::int64_t id) { return extract.node(id) == nullptr; });
        repairs.add("references to nodes that the file lacks dropped",
                    fmt::format("way {}", way.id), missing);
        const auto repeated = std::ranges::unique(way.nodes);
        repairs.add("repeated nodes of a way dropped", fmt::format("way {}", way.id),
                    repeated.size());
        way.nodes.erase(repeated.begin(), repeated.end());
    }
    const auto too_short = [](const OsmWay& way) { return way.nodes.size() < 2; };
    const auto first = std::ranges::find_if(extract.ways, too_short);
    const std::string example =
        first == extract.ways.end() ? std::string{} : fmt::format("way {}", first->id);
    repairs.add("ways of less than two nodes left out", example,
                std::erase_if(extract.ways, too_short));
}

/// Keeps what `osmium extract --strategy complete_ways` keeps.
void cut(OsmExtract& extract, const OsmBox& box) {
    std::vector<bool> keep(extract.nodes.size(), false);
    for (std::size_t i = 0; i < extract.nodes.size(); ++i) {
        keep[i] = box.contains(extract.nodes[i]);
    }
    const std::vector<bool> inside = keep;
    std::erase_if(extract.ways, [&](const OsmWay& way) {
        const bool touches = std::ranges::any_of(
            way.nodes, [&](std::int64_t id) { return inside[extract.node_index(id)]; });
        if (touches) {
            for (const std::int64_t id : way.nodes) {
                keep[extract.node_index(id)] = true;
            }
        }
        return !touches;
    });
    std::size_t index = 0;
    std::erase_if(extract.nodes, [&](const OsmNode&) { return !keep[index++]; });
    std::erase_if(extract.relations, [&](const OsmRelation& relation) {
        return std::ranges::none_of(relation.members, [&](const OsmMember& member) {
            return (member.kind == 'n' && extract.node(member.ref) != nullptr) ||
                   (member.kind == 'w' && extract.way(member.ref) != nullptr);
        });
    });
}

OsmBox box_of(const std::vector<OsmNode>& nodes) {
    OsmBox box{180, 90, -180, -90};
    for (const OsmNode& node : nodes) {
        box.west_deg = std::min(box.west_deg, node.lon_deg());
        box.south_deg = std::min(box.south_deg, node.lat_deg());
        box.east_deg = std::max(box.east_deg, node.lon_deg());
        box.north_deg = std::max(box.north_deg, node.lat_deg());
    }
    return box;
}

void read_objects(const fs::path& file, Collector& collector) {
    ::close(open_regular_file(file));
    constexpr const char* expected = "a whole .osm, .osm.gz, .osm.bz2 or .osm.pbf file";
    constexpr const char* remedy = "download it again";
    const std::string name = file.filename().string();
    if (!name.ends_with(".osm") && !name.ends_with(".osm.gz") && !name.ends_with(".osm.bz2") &&
        !name.ends_with(".pbf")) {
        throw InputError({file.string(), 0, {}}, "has no name of an OpenStreetMap extract",
                         "NAME.osm, NAME.osm.gz, NAME.osm.bz2 or NAME.osm.pbf",
                         "rename it after what it is");
    }
    try {
        // A pool of its own: its threads end with it, before anything here starts a program.
        osmium::thread::Pool pool{1};
        osmium::io::Reader reader{osmium::io::File{file.string()}, osmium::osm_entity_bits::nwr,
                                  pool};
        osmium::apply(reader, collector);
        reader.close();
    } catch (const InputError&) {
        throw;
    } catch (const std::exception& error) { // libosmium's have no common base below this one
        throw InputError({file.string(), 0, {}},
                         fmt::format("is damaged or cut off: {}", error.what()), expected, remedy);
    }
}

} // namespace

OsmExtract read_osm_extract(const fs::path& file, const std::optional<OsmBox>& box) {
    RepairList repairs;
    Collector collector{repairs};
    read_objects(file, collector);
    OsmExtract extract;
    extract.nodes = unique_by_id(collector.nodes, "node", repairs);
    extract.ways = unique_by_id(collector.ways, "way", repairs);
    extract.relations = unique_by_id(collector.relations, "relation", repairs);
    if (extract.nodes.empty()) {
        throw InputError({file.string(), 0, {}}, "holds no node", "an OpenStreetMap extract", {});
    }
    drop_missing_nodes(extract, repairs);
    if (box) {
        const OsmBox whole = box_of(extract.nodes);
        cut(extract, *box);
        if (extract.nodes.empty()) {
            throw InputError({file.string(), 0, "--bbox"}, "nothing of the file lies in it",
                             fmt::format("a part of {:.5f},{:.5f},{:.5f},{:.5f} (west, south, "
                                         "east, north in degrees)",
                                         whole.west_deg, whole.south_deg, whole.east_deg,
                                         whole.north_deg),
                             "check that longitude and latitude are not exchanged");
        }
    }
    extract.box = box_of(extract.nodes);
    extract.repairs = repairs.take();
    return extract;
}

} // namespace cityproof::io
