// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/yaml_edit.hpp"

#include "io/text/yaml_node.hpp"

#include <algorithm>

namespace cityproof::gui {

namespace {

constexpr int indent_step = 2;

QString spaces(int count) {
    return QString{count, QLatin1Char{' '}};
}

/// "traffic.begin" gives "traffic" and "begin"; a key alone has the empty parent.
std::pair<QString, QString> split_path(const QString& path) {
    const qsizetype dot = path.lastIndexOf(QLatin1Char{'.'});
    return dot < 0 ? std::pair{QString{}, path} : std::pair{path.left(dot), path.mid(dot + 1)};
}

bool looks_like_another_type(const QString& text) {
    static const QStringList words{"true", "false", "null", "~",    "yes",
                                   "no",   "on",    "off",  ".nan", ".inf"};
    io::YamlNode node;
    node.kind = io::YamlNode::Kind::scalar;
    node.scalar = text.toStdString();
    return words.contains(text.toLower()) || io::number_of(node).has_value();
}

bool is_plain(const QString& text, bool in_flow) {
    if (text.isEmpty() || text.trimmed() != text || text.endsWith(QLatin1Char{':'})) {
        return false;
    }
    const QChar first = text[0];
    const bool dash_word = QStringLiteral("-?:").contains(first) && text.size() > 1 &&
                           !text[1].isSpace() && first == QLatin1Char{'-'};
    if (!dash_word && QStringLiteral("-?:,[]{}#&*!|>'\"%@`").contains(first)) {
        return false;
    }
    const auto breaks = [in_flow](QChar c) {
        return c.unicode() < 0x20 || c == QChar{0x7f} || c == QChar{0x85} || c == QChar{0xfeff} ||
               c == QChar::LineSeparator || c == QChar::ParagraphSeparator ||
               (in_flow && QStringLiteral(",[]{}").contains(c));
    };
    return std::none_of(text.begin(), text.end(), breaks) && !text.contains(QStringLiteral(": ")) &&
           !text.contains(QStringLiteral(" #"));
}

QString double_quoted(const QString& text) {
    QString quoted{QLatin1Char{'"'}};
    for (const QChar c : text) {
        if (c == QLatin1Char{'"'} || c == QLatin1Char{'\\'}) {
            quoted += QLatin1Char{'\\'};
            quoted += c;
        } else if (c == QLatin1Char{'\n'}) {
            quoted += QStringLiteral("\\n");
        } else if (c == QLatin1Char{'\t'}) {
            quoted += QStringLiteral("\\t");
        } else if (c.unicode() < 0x20 || c == QChar{0x7f} || c == QChar{0x85} ||
                   c == QChar::LineSeparator || c == QChar::ParagraphSeparator) {
            quoted += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char{'0'});
        } else {
            quoted += c;
        }
    }
    return quoted + QLatin1Char{'"'};
}

/// A value that stands in quotes keeps them.
QString like(const QString& old, const NewValue& value, bool in_flow) {
    if (old.startsWith(QLatin1Char{'"'})) {
        return double_quoted(value.text);
    }
    const bool single = old.startsWith(QLatin1Char{'\''}) &&
                        !value.text.contains(QLatin1Char{'\''}) &&
                        is_plain(QStringLiteral("x") + value.text, false);
    return single ? QStringLiteral("'%1'").arg(value.text) : yaml_scalar(value, in_flow);
}

qsizetype line_start(const QString& text, qsizetype at) {
    return at == 0 ? 0 : text.lastIndexOf(QLatin1Char{'\n'}, at - 1) + 1;
}

/// Lines that come behind a line end, which the text's last line may lack.
TextEdit lines_at(const QString& text, qsizetype at, const QString& lines) {
    const bool needs_end = at > 0 && text[at - 1] != QLatin1Char{'\n'};
    return {{at, at}, needs_end ? QLatin1Char{'\n'} + lines : lines};
}

QString as_lines(const QString& key, const QStringList& value, int column) {
    QString lines = spaces(column) + key + QLatin1Char{':'};
    if (!value[0].isEmpty()) {
        lines += QLatin1Char{' '} + value[0];
    }
    lines += QLatin1Char{'\n'};
    for (const QString& line : value.mid(1)) {
        lines += spaces(column + indent_step) + line + QLatin1Char{'\n'};
    }
    return lines;
}

/// Puts first lines below a key whose collection is empty: "traffic: {}  # why" becomes two lines.
TextEdit fill_empty(const QString& text, const YamlPlace& empty, const QString& lines) {
    qsizetype begin = empty.value.begin;
    while (begin > 0 && text[begin - 1] == QLatin1Char{' '}) {
        --begin;
    }
    const qsizetype newline = text.indexOf(QLatin1Char{'\n'}, empty.value.end);
    const qsizetype end = newline < 0 ? text.size() : newline;
    const QString rest = text.mid(empty.value.end, end - empty.value.end).trimmed();
    QString with = rest.isEmpty() ? QString{} : QStringLiteral("  ") + rest;
    with += QLatin1Char{'\n'} + lines;
    with.chop(1); // the line's own end follows
    return {{begin, end}, with};
}

/// Behind the last of the keys that come before `key`; at the end when there is none.
TextEdit insert_behind(const QString& text, const YamlPlace& map, const QString& key,
                       const QStringList& value, const QStringList& order) {
    const YamlPlace* before = nullptr;
    const qsizetype rank = order.indexOf(key);
    qsizetype best = -1;
    for (const auto& [name, place] : map.entries) {
        const qsizetype other = order.indexOf(name);
        if (rank >= 0 && other < rank && other > best) {
            best = other;
            before = &place;
        }
    }
    const YamlPlace& first = map.entries.front().second;
    const int column = first.column;
    if (before == nullptr && rank >= 0 && first.entry.begin < first.head) {
        return {{first.entry.begin, first.entry.begin}, as_lines(key, value, column)};
    }
    const YamlPlace& place = before == nullptr ? map.entries.back().second : *before;
    return lines_at(text, place.entry.end, as_lines(key, value, column));
}

/// `value`: what stands behind the key, then the lines below it.
TextEdit insert_entry(const QString& text, const YamlPlace& root, const QString& path,
                      const QString& key, const QStringList& value, const KeyOrder& order) {
    const YamlPlace* map = root.at(path);
    if (map == nullptr) {
        const auto [parent, name] = split_path(path);
        QStringList below{QString{}, key + QLatin1Char{':'}};
        below.last() += value[0].isEmpty() ? QString{} : QLatin1Char{' '} + value[0];
        for (const QString& line : value.mid(1)) {
            below << spaces(indent_step) + line;
        }
        return insert_entry(text, root, parent, name, below, order);
    }
    if (map->kind == YamlPlace::Kind::null || map->kind == YamlPlace::Kind::mapping) {
        if (path.isEmpty() && map->entries.empty()) {
            return map->flow ? TextEdit{map->value, as_lines(key, value, 0).trimmed()}
                             : lines_at(text, text.size(), as_lines(key, value, 0));
        }
        if (map->entries.empty()) {
            return fill_empty(text, *map, as_lines(key, value, map->column + indent_step));
        }
        if (!map->flow) {
            return insert_behind(text, *map, key, value, order(path));
        }
        if (value.size() == 1) {
            const qsizetype at = map->entries.back().second.value.end;
            return {{at, at}, QStringLiteral(", %1: %2").arg(key, value[0])};
        }
    }
    return {};
}

/// The item with the comments right above its dash.
TextSpan with_comments(const QString& text, const YamlPlace& item) {
    TextSpan span = item.entry;
    while (span.begin > 0) {
        const qsizetype start = line_start(text, span.begin - 1);
        const QString line = text.mid(start, span.begin - start);
        const qsizetype hash = line.indexOf(QLatin1Char{'#'});
        if (!line.trimmed().startsWith(QLatin1Char{'#'}) || hash != item.column) {
            break;
        }
        span.begin = start;
    }
    return span;
}

TextEdit remove_flow_item(const YamlPlace& list, std::size_t index) {
    const std::vector<YamlPlace>& items = list.items;
    if (index + 1 < items.size()) {
        return {{items[index].value.begin, items[index + 1].value.begin}, {}};
    }
    const qsizetype begin = index > 0 ? items[index - 1].value.end : items[index].value.begin;
    return {{begin, items[index].value.end}, {}};
}

TextEdit remove_flow_entry(const YamlPlace& map, std::size_t index) {
    const auto& all = map.entries;
    if (index + 1 < all.size()) {
        return {{all[index].second.head, all[index + 1].second.head}, {}};
    }
    const qsizetype begin = index > 0 ? all[index - 1].second.value.end : all[index].second.head;
    return {{begin, all[index].second.value.end}, {}};
}

TextEdit remove_entry(const YamlPlace& map, bool is_root, const QString& key) {
    const auto found =
        std::ranges::find_if(map.entries, [&](const auto& entry) { return entry.first == key; });
    if (found == map.entries.end()) {
        return {};
    }
    const auto index = static_cast<std::size_t>(found - map.entries.begin());
    if (map.flow) {
        return remove_flow_entry(map, index);
    }
    const YamlPlace& place = found->second;
    if (map.entries.size() == 1 && !is_root) {
        return {{place.head, place.value.end}, QStringLiteral("{}")};
    }
    if (place.entry.begin == place.head && place.column > 0 && index + 1 < map.entries.size()) {
        return {{place.head, map.entries[index + 1].second.head}, {}}; // behind a dash
    }
    return {place.entry, {}};
}

/// "events[2]" gives "events" and 2.
std::optional<std::pair<QString, std::size_t>> split_index(const QString& path) {
    const qsizetype open = path.lastIndexOf(QLatin1Char{'['});
    if (!path.endsWith(QLatin1Char{']'}) || open < 0) {
        return std::nullopt;
    }
    return std::pair{path.left(open), path.mid(open + 1, path.size() - open - 2).toUInt()};
}

} // namespace

QString yaml_scalar(const NewValue& value, bool in_flow) {
    const bool plain =
        is_plain(value.text, in_flow) && !(value.is_text && looks_like_another_type(value.text));
    return plain ? value.text : double_quoted(value.text);
}

TextEdit set_value(const QString& text, const YamlPlace& root, const QString& path,
                   const NewValue& value, const KeyOrder& order) {
    const auto [parent, key] = split_path(path);
    const YamlPlace* place = root.at(path);
    if (place == nullptr) {
        return insert_entry(text, root, parent, key, {yaml_scalar(value, false)}, order);
    }
    if (place->kind == YamlPlace::Kind::null) {
        return {place->value, QLatin1Char{' '} + yaml_scalar(value, false)};
    }
    if (place->kind != YamlPlace::Kind::scalar || place->scalar == value.text) {
        return {};
    }
    const auto item = split_index(path);
    const YamlPlace* holder = root.at(item ? item->first : parent);
    const QString old = text.mid(place->value.begin, place->value.size());
    return {place->value, like(old, value, holder != nullptr && holder->flow)};
}

TextEdit add_section(const QString& text, const YamlPlace& root, const QString& path,
                     const KeyOrder& order) {
    const auto [parent, key] = split_path(path);
    if (root.at(path) != nullptr) {
        return {};
    }
    return insert_entry(text, root, parent, key, {QStringLiteral("{}")}, order);
}

TextEdit remove_value(const QString& text, const YamlPlace& root, const QString& path) {
    const auto item = split_index(path);
    if (!item) {
        const auto [parent, key] = split_path(path);
        const YamlPlace* map = root.at(parent);
        return map == nullptr ? TextEdit{} : remove_entry(*map, parent.isEmpty(), key);
    }
    const YamlPlace* list = root.at(item->first);
    if (list == nullptr || item->second >= list->items.size()) {
        return {};
    }
    if (list->items.size() == 1) {
        return remove_value(text, root, item->first); // the key without an item means nothing
    }
    return list->flow ? remove_flow_item(*list, item->second)
                      : TextEdit{list->items[item->second].entry, {}};
}

TextEdit append_item(const QString& text, const YamlPlace& root, const QString& path,
                     const QStringList& lines, const KeyOrder& order) {
    const YamlPlace* list = root.at(path);
    QStringList block{QStringLiteral("- ") + lines[0]};
    for (const QString& line : lines.mid(1)) {
        block << spaces(indent_step) + line;
    }
    if (list == nullptr || list->items.empty()) {
        if (list != nullptr) {
            QString with;
            for (const QString& line : block) {
                with += spaces(list->column + indent_step) + line + QLatin1Char{'\n'};
            }
            return fill_empty(text, *list, with);
        }
        const auto [parent, key] = split_path(path);
        return insert_entry(text, root, parent, key, QStringList{QString{}} + block, order);
    }
    const YamlPlace& last = list->items.back();
    if (list->flow) {
        const bool one_word = lines.size() == 1 && last.kind == YamlPlace::Kind::scalar;
        const QString item =
            one_word ? lines[0] : QStringLiteral("{%1}").arg(lines.join(QStringLiteral(", ")));
        return {{last.value.end, last.value.end}, QStringLiteral(", ") + item};
    }
    QString with;
    for (const QString& line : block) {
        with += spaces(last.column) + line + QLatin1Char{'\n'};
    }
    return lines_at(text, last.entry.end, with);
}

TextEdit swap_items(const QString& text, const YamlPlace& root, const QString& path,
                    std::size_t index) {
    const YamlPlace* list = root.at(path);
    if (list == nullptr || index + 1 >= list->items.size()) {
        return {};
    }
    const auto whole = [&](const YamlPlace& item) {
        return list->flow ? item.value : with_comments(text, item);
    };
    const TextSpan first = whole(list->items[index]);
    const TextSpan second = whole(list->items[index + 1]);
    QString upper = text.mid(second.begin, second.size());
    QString lower = text.mid(first.begin, first.size());
    if (!list->flow && !upper.endsWith(QLatin1Char{'\n'})) {
        upper += QLatin1Char{'\n'};
        lower.chop(1);
    }
    return {{first.begin, second.end},
            upper + text.mid(first.end, second.begin - first.end) + lower};
}

} // namespace cityproof::gui
