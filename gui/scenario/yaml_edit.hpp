// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/scenario/yaml_places.hpp"

#include <QString>
#include <QStringList>

#include <functional>

namespace cityproof::gui {

/// Puts `with` in place of a part of a text.
struct TextEdit {
    TextSpan span;
    QString with;

    bool is_empty() const { return span.size() == 0 && with.isEmpty(); }
};

/// The keys of a mapping, by its path, in the order in which they are usually written.
using KeyOrder = std::function<QStringList(const QString& path)>;

/// What a form wants to write.
struct NewValue {
    QString text;
    bool is_text = true; ///< of a schema's "string": "007" is put in quotes
};

/// A value as YAML: plain where that is safe, else in double quotes.
QString yaml_scalar(const NewValue& value, bool in_flow);

/// Each edit changes the lines of one value and nothing else: comments, order and blank lines stay.
/// All take the text and what read_places() found in it; an edit that cannot be made is empty.

/// Sets the value at a path ("traffic.demand_scale"); a missing key is added behind the keys that
/// stand before it in the order, with the section that it needs.
TextEdit set_value(const QString& text, const YamlPlace& root, const QString& path,
                   const NewValue& value, const KeyOrder& order);
/// Adds an empty section.
TextEdit add_section(const QString& text, const YamlPlace& root, const QString& path,
                     const KeyOrder& order);
/// Removes a key with its value, or an item of a list ("events[2]"). Comments above it stay.
TextEdit remove_value(const QString& text, const YamlPlace& root, const QString& path);
/// Appends an item to a list, which is made when it is missing. `lines`: a text, or "key: value"
/// for each key.
TextEdit append_item(const QString& text, const YamlPlace& root, const QString& path,
                     const QStringList& lines, const KeyOrder& order);
/// Swaps an item with the next one. The comments right above an item go with it.
TextEdit swap_items(const QString& text, const YamlPlace& root, const QString& path,
                    std::size_t index);

} // namespace cityproof::gui
