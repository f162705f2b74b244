// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/map_style.hpp"

#include "io/text/xml_text.hpp"
#include "models/contracts/ports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cityproof::exporting {
namespace {

namespace ports = contracts::ports;

using Rgb = std::array<int, 3>;
using Property = std::pair<std::string, std::string>;

// From the least to the most critical class; the same as in gui/map/color_scale.cpp.
constexpr std::array<Rgb, 7> ramp{
    Rgb{0x06, 0x9C, 0x82}, Rgb{0x03, 0x87, 0x97}, Rgb{0x0A, 0x6C, 0xAB}, Rgb{0x45, 0x49, 0xA8},
    Rgb{0x66, 0x29, 0x8A}, Rgb{0x70, 0x0A, 0x57}, Rgb{0x62, 0x00, 0x1C}};
constexpr Rgb no_data_color{0xA0, 0xA0, 0xA0};
constexpr const char* no_value = "-1e+38"; ///< stands for NULL: below every class
constexpr const char* lowest = "-1e+37";   ///< open ends of the outer classes
constexpr const char* highest = "1e+37";

Rgb color_at(double share) {
    const double place = share * static_cast<double>(ramp.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), ramp.size() - 2);
    const double part = place - static_cast<double>(index);
    Rgb color{};
    for (std::size_t i = 0; i < color.size(); ++i) {
        const int low = ramp[index][i];
        color[i] = low + static_cast<int>(std::lround((ramp[index + 1][i] - low) * part));
    }
    return color;
}

std::string rgba(const Rgb& color) {
    return fmt::format("{},{},{},255", color[0], color[1], color[2]);
}

struct Symbol {
    SymbolKind kind = SymbolKind::marker;
    Rgb color{};
    bool is_faint = false; ///< "no data": smaller, dotted
};

std::vector<Property> properties(const Symbol& symbol) {
    const std::string color = rgba(symbol.color);
    switch (symbol.kind) {
    case SymbolKind::marker:
        return {{"name", "circle"},
                {"color", color},
                {"outline_color", "255,255,255,255"},
                {"outline_width", "0.2"},
                {"outline_width_unit", "MM"},
                {"size", symbol.is_faint ? "1.4" : "2.4"},
                {"size_unit", "MM"}};
    case SymbolKind::line:
        return {{"line_color", color},     {"line_width", symbol.is_faint ? "0.3" : "0.8"},
                {"line_width_unit", "MM"}, {"line_style", symbol.is_faint ? "dot" : "solid"},
                {"capstyle", "round"},     {"joinstyle", "round"}};
    case SymbolKind::fill:
        break;
    }
    return {{"color", color},
            {"style", symbol.is_faint ? "b_diagonal" : "solid"},
            {"outline_color", "120,120,120,255"},
            {"outline_style", "solid"},
            {"outline_width", "0.1"},
            {"outline_width_unit", "MM"}};
}

std::string_view type_of(SymbolKind kind) {
    return kind == SymbolKind::marker ? "marker" : kind == SymbolKind::line ? "line" : "fill";
}

std::string_view class_of(SymbolKind kind) {
    return kind == SymbolKind::marker ? "SimpleMarker"
           : kind == SymbolKind::line ? "SimpleLine"
                                      : "SimpleFill";
}

/// Properties stand twice: as QGIS writes them since 3.18 and as older ones read them.
std::string symbol_xml(const Symbol& symbol, std::size_t number) {
    std::string text = fmt::format("   <symbol type=\"{}\" name=\"{}\" alpha=\"1\" "
                                   "clip_to_extent=\"1\" force_rhr=\"0\">\n"
                                   "    <layer class=\"{}\" pass=\"0\" enabled=\"1\" "
                                   "locked=\"0\">\n     <Option type=\"Map\">\n",
                                   type_of(symbol.kind), number, class_of(symbol.kind));
    for (const auto& [name, value] : properties(symbol)) {
        text +=
            fmt::format("      <Option type=\"QString\" name=\"{}\" value=\"{}\"/>\n", name, value);
    }
    text += "     </Option>\n";
    for (const auto& [name, value] : properties(symbol)) {
        text += fmt::format("     <prop k=\"{}\" v=\"{}\"/>\n", name, value);
    }
    return text + "    </layer>\n   </symbol>\n";
}

std::string document(const std::string& renderer, std::span<const FieldAlias> aliases) {
    std::string text = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                       "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Fields\">\n" +
                       renderer;
    if (!aliases.empty()) {
        text += " <aliases>\n";
        for (const FieldAlias& alias : aliases) {
            text += fmt::format("  <alias field=\"{}\" name=\"{}\"/>\n", io::xml_text(alias.field),
                                io::xml_text(alias.title));
        }
        text += " </aliases>\n";
    }
    return text + "</qgis>\n";
}

std::string class_label(const std::vector<double>& limits, std::size_t index) {
    if (limits.empty()) {
        return "all values";
    }
    if (index == 0) {
        return fmt::format("below {:g}", limits.front());
    }
    if (index == limits.size()) {
        return fmt::format("{:g} and more", limits.back());
    }
    return fmt::format("{:g} – {:g}", limits[index - 1], limits[index]);
}

std::string range_xml(const std::string& lower, const std::string& upper, std::size_t symbol,
                      const std::string& label) {
    return fmt::format(
        "   <range lower=\"{}\" upper=\"{}\" symbol=\"{}\" label=\"{}\" render=\"true\"/>\n", lower,
        upper, symbol, io::xml_text(label));
}

} // namespace

std::string graduated_style(const GraduatedStyle& style) {
    const std::size_t classes = style.limits.size() + 1;
    std::string ranges;
    std::string symbols;
    // QGIS takes the first class that fits, and both ends belong to a class: from the top down a
    // value at a limit falls into the class above it.
    for (std::size_t k = 0; k < classes; ++k) {
        const std::size_t index = classes - 1 - k;
        const double share =
            classes == 1 ? 0.0 : static_cast<double>(index) / static_cast<double>(classes - 1);
        ranges += range_xml(index == 0 ? lowest : fmt::format("{}", style.limits[index - 1]),
                            index == style.limits.size() ? highest
                                                         : fmt::format("{}", style.limits[index]),
                            k, class_label(style.limits, index));
        symbols += symbol_xml(
            {style.symbol, color_at(style.low_is_critical && classes > 1 ? 1 - share : share)}, k);
    }
    ranges += range_xml(no_value, no_value, classes, "no data");
    symbols += symbol_xml({style.symbol, no_data_color, true}, classes);
    return document(fmt::format(" <renderer-v2 type=\"graduatedSymbol\" "
                                "attr=\"coalesce(&quot;{}&quot;, {})\" "
                                "graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" "
                                "enableorderby=\"0\" forceraster=\"0\">\n"
                                "  <ranges>\n{}  </ranges>\n  <symbols>\n{}  </symbols>\n"
                                " </renderer-v2>\n",
                                io::xml_text(style.field), no_value, ranges, symbols),
                    style.aliases);
}

std::string plain_style(SymbolKind symbol, std::string_view table) {
    const bool water = table.find("water") != std::string_view::npos;
    const Rgb color = water                        ? Rgb{0xB5, 0xD0, 0xE0}
                      : symbol == SymbolKind::fill ? Rgb{0xE0, 0xDC, 0xD6}
                                                   : Rgb{0x8C, 0x8C, 0x8C};
    return document(fmt::format(" <renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" "
                                "enableorderby=\"0\" forceraster=\"0\">\n"
                                "  <symbols>\n{}  </symbols>\n </renderer-v2>\n",
                                symbol_xml({symbol, color}, 0)),
                    {});
}

bool low_is_critical(std::string_view channel) {
    constexpr std::array low{ports::street_speed,  ports::bus_voltage, ports::bus_energised,
                             ports::node_pressure, ports::tank_level,  ports::signal_heads_lit};
    return channel.starts_with(ports::supply_prefix) ||
           std::ranges::any_of(low, [&](const char* name) { return name == channel; });
}

} // namespace cityproof::exporting
