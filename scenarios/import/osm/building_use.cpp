// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/building_use.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cityproof::scenarios {
namespace {

using contracts::BuildingUse;

struct UseOfValue {
    std::string_view value;
    BuildingUse use;
};

constexpr auto building_values = std::to_array<UseOfValue>({
    {"apartments", BuildingUse::residential},
    {"bungalow", BuildingUse::residential},
    {"cabin", BuildingUse::residential},
    {"detached", BuildingUse::residential},
    {"dormitory", BuildingUse::residential},
    {"farm", BuildingUse::residential},
    {"house", BuildingUse::residential},
    {"residential", BuildingUse::residential},
    {"semidetached_house", BuildingUse::residential},
    {"terrace", BuildingUse::residential},
    {"commercial", BuildingUse::commercial},
    {"hotel", BuildingUse::commercial},
    {"kiosk", BuildingUse::commercial},
    {"mall", BuildingUse::commercial},
    {"office", BuildingUse::commercial},
    {"retail", BuildingUse::commercial},
    {"shop", BuildingUse::commercial},
    {"supermarket", BuildingUse::commercial},
    {"factory", BuildingUse::industrial},
    {"hangar", BuildingUse::industrial},
    {"industrial", BuildingUse::industrial},
    {"manufacture", BuildingUse::industrial},
    {"warehouse", BuildingUse::industrial},
    {"cathedral", BuildingUse::public_service},
    {"chapel", BuildingUse::public_service},
    {"church", BuildingUse::public_service},
    {"civic", BuildingUse::public_service},
    {"college", BuildingUse::public_service},
    {"fire_station", BuildingUse::public_service},
    {"government", BuildingUse::public_service},
    {"hospital", BuildingUse::public_service},
    {"kindergarten", BuildingUse::public_service},
    {"mosque", BuildingUse::public_service},
    {"museum", BuildingUse::public_service},
    {"public", BuildingUse::public_service},
    {"school", BuildingUse::public_service},
    {"sports_hall", BuildingUse::public_service},
    {"synagogue", BuildingUse::public_service},
    {"townhall", BuildingUse::public_service},
    {"train_station", BuildingUse::public_service},
    {"transportation", BuildingUse::public_service},
    {"university", BuildingUse::public_service},
    {"allotment_house", BuildingUse::ancillary},
    {"barn", BuildingUse::ancillary},
    {"bunker", BuildingUse::ancillary},
    {"carport", BuildingUse::ancillary},
    {"construction", BuildingUse::ancillary},
    {"container", BuildingUse::ancillary},
    {"cowshed", BuildingUse::ancillary},
    {"farm_auxiliary", BuildingUse::ancillary},
    {"garage", BuildingUse::ancillary},
    {"garages", BuildingUse::ancillary},
    {"greenhouse", BuildingUse::ancillary},
    {"hut", BuildingUse::ancillary},
    {"parking", BuildingUse::ancillary},
    {"roof", BuildingUse::ancillary},
    {"ruins", BuildingUse::ancillary},
    {"service", BuildingUse::ancillary},
    {"shed", BuildingUse::ancillary},
    {"silo", BuildingUse::ancillary},
    {"stable", BuildingUse::ancillary},
    {"storage_tank", BuildingUse::ancillary},
    {"toilets", BuildingUse::ancillary},
    {"tower", BuildingUse::ancillary},
    {"transformer_tower", BuildingUse::ancillary},
    {"water_tower", BuildingUse::ancillary},
});

constexpr auto public_amenities = std::to_array<std::string_view>(
    {"arts_centre",      "clinic",          "college",      "community_centre", "courthouse",
     "fire_station",     "hospital",        "kindergarten", "library",          "monastery",
     "place_of_worship", "police",          "post_office",  "prison",           "public_building",
     "school",           "social_facility", "theatre",      "townhall",         "university"});

constexpr double large_shop_m2 = 600;
constexpr double shed_m2 = 50;
constexpr double block_m2 = 400;
constexpr double hall_m2 = 2500;
constexpr double dense_share = 0.25;
constexpr double floor_height_m = 3.2;

} // namespace

std::optional<double> leading_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool number = error == std::errc{} && std::isfinite(value);
    const bool ends = end == text.data() + text.size() || *end == ' ' || *end == 'm';
    return number && ends ? std::optional{value} : std::nullopt;
}

std::optional<BuildingUse> tagged_use(const io::OsmTags& tags, double footprint_m2) {
    const std::string_view value = tags.get("building");
    if (const auto found = std::ranges::find(building_values, value, &UseOfValue::value);
        found != building_values.end()) {
        return found->use;
    }
    const std::string_view amenity = tags.get("amenity");
    if (std::ranges::find(public_amenities, amenity) != public_amenities.end()) {
        return BuildingUse::public_service;
    }
    if (amenity == "parking" || tags.has("power") || tags.has("man_made")) {
        return BuildingUse::ancillary;
    }
    if (tags.has("shop")) {
        return footprint_m2 > large_shop_m2 ? BuildingUse::commercial : BuildingUse::mixed;
    }
    if (tags.has("office") || tags.is("tourism", "hotel")) {
        return BuildingUse::commercial;
    }
    return amenity.empty() ? std::nullopt : std::optional{BuildingUse::mixed};
}

BuildingUse assumed_use(const Surroundings& around) {
    if (around.footprint_m2 < shed_m2 || around.landuse == "allotments") {
        return BuildingUse::ancillary;
    }
    if (around.landuse == "industrial" || around.landuse == "port" || around.landuse == "railway") {
        return BuildingUse::industrial;
    }
    if (around.landuse == "commercial" || around.landuse == "retail") {
        return BuildingUse::commercial;
    }
    if (around.landuse == "farmyard" && around.footprint_m2 > block_m2) {
        return BuildingUse::ancillary;
    }
    if (around.footprint_m2 > hall_m2) {
        return BuildingUse::commercial;
    }
    return around.footprint_m2 > block_m2 && around.built_share >= dense_share
               ? BuildingUse::mixed
               : BuildingUse::residential;
}

std::optional<double> tagged_levels(const io::OsmTags& tags) {
    constexpr double highest = 120; // floors; a typing error above it
    if (const auto levels = leading_number(tags.get("building:levels"));
        levels && *levels >= 1 && *levels <= highest) {
        return levels;
    }
    const std::string_view height =
        tags.has("height") ? tags.get("height") : tags.get("building:height");
    if (const auto metres = leading_number(height);
        metres && *metres > 2 && *metres <= highest * floor_height_m) {
        return std::max(1.0, std::round(*metres / floor_height_m));
    }
    return std::nullopt;
}

double assumed_levels(BuildingUse use, const Surroundings& around) {
    if (use == BuildingUse::ancillary || use == BuildingUse::industrial) {
        return 1;
    }
    const double share = around.built_share;
    const double of_quarter = share >= 0.4 ? 5 : share >= 0.3 ? 4 : share >= 0.2 ? 3 : 2;
    if (use == BuildingUse::residential || use == BuildingUse::mixed) {
        const bool house = share < 0.2 && around.footprint_m2 < block_m2;
        return house ? 1.5 : of_quarter;
    }
    return around.footprint_m2 > hall_m2 ? 1 : std::min(of_quarter, 3.0);
}

std::string_view to_string(BuildingUse use) {
    switch (use) {
    case BuildingUse::residential:
        return "residential";
    case BuildingUse::mixed:
        return "mixed";
    case BuildingUse::commercial:
        return "commercial";
    case BuildingUse::industrial:
        return "industrial";
    case BuildingUse::public_service:
        return "public";
    case BuildingUse::ancillary:
        break;
    }
    return "ancillary";
}

} // namespace cityproof::scenarios
