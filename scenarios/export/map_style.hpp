// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::exporting {

/// How QGIS draws a layer's shapes.
enum class SymbolKind { marker, line, fill };

/// Name of a field and what people read instead.
struct FieldAlias {
    std::string field;
    std::string title;
};

/// A layer that is coloured by one of its fields.
struct GraduatedStyle {
    SymbolKind symbol = SymbolKind::marker;
    std::string field;
    std::vector<double> limits; ///< between classes, ascending, at most 6
    bool low_is_critical = false;
    std::vector<FieldAlias> aliases;
};

/// A QGIS style (QML) with graduated colours: a class from each limit up to but not including the
/// next one, the largest on top, and at the bottom a grey one for "no data", which QGIS would not
/// draw otherwise: the classified expression turns NULL into a number that no value reaches. The
/// colours are those of `cityproof view` on paper: even steps in lightness through hues that
/// readers with protanopia, deuteranopia and tritanopia tell apart; the darkest marks the critical
/// end.
std::string graduated_style(const GraduatedStyle& style);

/// A quiet style for a layer without results. Parameters: `table` decides the colour: water is
/// blue.
std::string plain_style(SymbolKind symbol, std::string_view table);

/// Whether low values of a channel are the ones that deserve attention, as for speed and voltage.
bool low_is_critical(std::string_view channel);

} // namespace cityproof::exporting
