// SPDX-License-Identifier: Apache-2.0
#include "gui/map/layer_name.hpp"

#include "gui/map/text.hpp"
#include "gui/map/words.hpp"

#include <array>
#include <string_view>

namespace cityproof::gui {

namespace {

QString sentence(std::string_view name) {
    QString text = plain_text(name).replace(QLatin1Char{'_'}, QLatin1Char{' '});
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}

// Names of tables and channels of the models that there are, for translation. Others are shown as
// they are named.
constexpr const char* table_context = "cityproof::gui::Tables";
constexpr const char* channel_context = "cityproof::gui::Channels";

struct Named {
    std::string_view name;
    const char* title;
};

constexpr std::array<Named, 38> titles{{
    {"building", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Buildings")},
    {"water_area", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Water")},
    {"landuse", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Land use")},
    {"park", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Parks")},
    {"street", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Streets")},
    {"junction", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Junctions")},
    {"signal", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Traffic signals")},
    {"sensor", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Sensors")},
    {"lamp", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Street lamps")},
    {"meter", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Meters")},
    {"charging_zone", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Charging zones")},
    {"bus", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Electricity nodes")},
    {"line", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Power lines")},
    {"transformer", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Transformers")},
    {"pipe", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Water pipes")},
    {"pump", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Water pumps")},
    {"tank", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Water tanks")},
    {"water_node", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Water nodes")},
    {"vehicle", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Vehicles")},
    {"admin_area", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Administrative areas")},
    {"waterway", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Waterways")},
    {"poi", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Places of interest")},
    {"bus_stop", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Bus stops")},
    {"car_park", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Car parks")},
    {"charger", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Chargers")},
    {"container", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Waste containers")},
    {"emergency_station", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Emergency stations")},
    {"air_station", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Air stations")},
    {"noise_station", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Noise stations")},
    {"gateway", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Gateways")},
    {"substation", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Substations")},
    {"switch", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Switches")},
    {"hydrant", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Hydrants")},
    {"isolation_valve", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Valves")},
    {"water_site", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Waterworks")},
    {"power_site", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Power sites")},
    {"power_point", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Power equipment")},
    {"power_line", QT_TRANSLATE_NOOP("cityproof::gui::Tables", "Overhead lines")},
}};

constexpr std::array channel_titles{
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Street speed"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Street vehicles"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Street halting"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Lane halting"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Signal dark"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Signal heads lit"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Bus voltage"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Bus energised"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Line loading"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Line loss"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Transformer loading"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Node pressure"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Node deficit"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Pipe flow"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Pump power"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Tank level"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Lamp load"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Meter load"),
    QT_TRANSLATE_NOOP("cityproof::gui::Channels", "Reading"),
};

} // namespace

QString layer_title(std::string_view table) {
    for (const auto& [name, title] : titles) {
        if (name == table) {
            return QCoreApplication::translate(table_context, title);
        }
    }
    return sentence(table);
}

QString channel_title(std::string_view channel) {
    constexpr std::string_view supply = "supply/";
    if (channel.starts_with(supply)) {
        return Words::tr("Supply: %1").arg(layer_title(channel.substr(supply.size())));
    }
    const std::size_t slash = channel.find('/');
    const QString title =
        sentence(slash == std::string_view::npos ? channel : channel.substr(slash + 1));
    for (const char* known : channel_titles) {
        if (title == QLatin1String{known}) {
            return QCoreApplication::translate(channel_context, known);
        }
    }
    return title;
}

} // namespace cityproof::gui
