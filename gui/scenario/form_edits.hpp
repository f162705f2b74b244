// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/scenario/yaml_edit.hpp"

#include <QObject>

namespace cityproof::gui {

/// What a form's fields want to be done to the text; paths are those of YamlPlace::at().
class FormEdits : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

  signals:
    /// An empty text removes the key.
    void value_wanted(const QString& path, const cityproof::gui::NewValue& value);
    void section_wanted(const QString& path, bool present);
    /// `lines`: see append_item().
    void item_wanted(const QString& path, const QStringList& lines);
    void removal_wanted(const QString& path);
    /// With the item after it.
    void swap_wanted(const QString& path, std::size_t index);
    /// The value at this path is to be pointed at on the map, or no more.
    void pick_wanted(const QString& path, bool on);
    /// The policy of this name or path is to be looked at.
    void open_wanted(const QString& reference);
};

} // namespace cityproof::gui
