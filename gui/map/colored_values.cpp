// SPDX-License-Identifier: Apache-2.0
#include "gui/map/colored_values.hpp"

#include "gui/map/words.hpp"

#include <QLocale>

namespace cityproof::gui {

Legend ColoredValues::legend(Symbol symbol, double width_px, const Theme& theme) const {
    Legend legend = scale.legend(symbol, width_px, theme, has_no_data());
    if (!scale.is_difference()) {
        return legend;
    }
    std::vector<qulonglong> counts(scale.class_count() + 1, 0); // the last one without data
    for (std::size_t entity = 0; entity < values.size(); ++entity) {
        ++counts[class_of(entity).value_or(scale.class_count())];
    }
    for (std::size_t row = 0; row < legend.entries.size(); ++row) {
        const std::size_t index =
            row < scale.class_count() ? scale.class_count() - 1 - row : scale.class_count();
        QString& text = legend.entries[row].text;
        text = Words::tr("%1: %2", "class of a difference, number of things in it")
                   .arg(text, QLocale{}.toString(counts[index]));
    }
    return legend;
}

} // namespace cityproof::gui
