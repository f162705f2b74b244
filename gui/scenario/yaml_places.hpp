// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <QString>
#include <QStringView>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::gui {

/// A part of a text: from `begin` up to but not including `end`, in UTF-16 units.
struct TextSpan {
    qsizetype begin = 0;
    qsizetype end = 0;

    qsizetype size() const { return end - begin; }

    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// A value of a YAML text and where it stands, so that it can be changed without touching the rest
/// of the text: comments, order and blank lines survive every edit.
struct YamlPlace {
    enum class Kind { null, scalar, sequence, mapping };

    Kind kind = Kind::null;
    QString scalar;    ///< what it means, unquoted
    bool flow = false; ///< a collection in [] or {}
    TextSpan value;    ///< as written, quotes and brackets included; empty for null
    /// Of a value in a mapping its key, of a list item its dash, and the rest of its lines with
    /// their end. Without the comments above it. In a flow collection key and value alone.
    TextSpan entry;
    /// Where the key or the dash stands, and how far it is indented.
    qsizetype head = 0;
    int column = 0;
    std::vector<std::pair<QString, YamlPlace>> entries; ///< of a mapping
    std::vector<YamlPlace> items;                       ///< of a sequence

    const YamlPlace* find(QStringView key) const;
    /// "events[2].target"; nullptr when there is no such value. The empty path is this one.
    const YamlPlace* at(QStringView path) const;
};

/// A text as read: its values, or why it cannot be read.
struct YamlReading {
    std::optional<YamlPlace> root;
    std::optional<Problem> problem;
};

/// Reads one YAML document with '\n' as line ends. `file` is named in the problem.
std::shared_ptr<const YamlReading> read_places(const QString& text, const std::string& file);

/// The line of a position, from 1; and where a line begins (that of the last one for more).
int line_of(QStringView text, qsizetype position);
qsizetype start_of_line(QStringView text, int line);

} // namespace cityproof::gui
