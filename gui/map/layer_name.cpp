// SPDX-License-Identifier: Apache-2.0
#include "gui/map/layer_name.hpp"

#include "gui/map/text.hpp"

#include <array>
#include <utility>

namespace cityproof::gui {

namespace {

QString sentence(std::string_view name) {
    QString text = plain_text(name).replace(QLatin1Char{'_'}, QLatin1Char{' '});
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}

} // namespace

QString layer_title(std::string_view table) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 18> titles{{
        {"building", "Buildings"},
        {"water_area", "Water"},
        {"landuse", "Land use"},
        {"park", "Parks"},
        {"street", "Streets"},
        {"junction", "Junctions"},
        {"signal", "Traffic signals"},
        {"sensor", "Sensors"},
        {"lamp", "Street lamps"},
        {"meter", "Meters"},
        {"bus", "Electricity nodes"},
        {"line", "Power lines"},
        {"transformer", "Transformers"},
        {"pipe", "Water pipes"},
        {"pump", "Water pumps"},
        {"tank", "Water tanks"},
        {"water_node", "Water nodes"},
        {"vehicle", "Vehicles"},
    }};
    for (const auto& [name, title] : titles) {
        if (name == table) {
            return QString::fromLatin1(title);
        }
    }
    return sentence(table);
}

QString channel_title(std::string_view channel) {
    constexpr std::string_view supply = "supply/";
    if (channel.starts_with(supply)) {
        return QStringLiteral("Supply of ") + layer_title(channel.substr(supply.size())).toLower();
    }
    const std::size_t slash = channel.find('/');
    return sentence(slash == std::string_view::npos ? channel : channel.substr(slash + 1));
}

} // namespace cityproof::gui
