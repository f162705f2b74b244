// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/yaml_places.hpp"

#include "io/text/yaml_node.hpp"

#include <algorithm>

namespace cityproof::gui {

namespace {

/// Line (from 1) and byte in the line as a position in the QString.
class Positions {
  public:
    explicit Positions(QStringView text) : text_{text} {
        starts_.push_back(0);
        for (qsizetype at = text.indexOf(u'\n'); at >= 0; at = text.indexOf(u'\n', at + 1)) {
            starts_.push_back(at + 1);
        }
    }

    qsizetype of(int line, int column) const {
        const auto index =
            std::min(static_cast<std::size_t>(std::max(1, line)) - 1, starts_.size() - 1);
        qsizetype at = starts_[index];
        for (int bytes = column; bytes > 0 && at < text_.size();) {
            const bool pair = text_[at].isHighSurrogate();
            const char16_t unit = text_[at].unicode();
            bytes -= pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
            at += pair ? 2 : 1;
        }
        return at;
    }

  private:
    QStringView text_;
    std::vector<qsizetype> starts_;
};

/// The tree with the begin of every value; where they end is found afterwards in the text.
YamlPlace place_of(const io::YamlNode& node, const Positions& positions) {
    YamlPlace place;
    switch (node.kind) {
    case io::YamlNode::Kind::null:
        break;
    case io::YamlNode::Kind::scalar:
        place.kind = YamlPlace::Kind::scalar;
        break;
    case io::YamlNode::Kind::sequence:
        place.kind = YamlPlace::Kind::sequence;
        break;
    case io::YamlNode::Kind::mapping:
        place.kind = YamlPlace::Kind::mapping;
        break;
    }
    place.scalar = QString::fromStdString(node.scalar);
    place.flow = node.flow;
    place.value.begin = positions.of(node.line, node.column);
    place.head = positions.of(node.key_line, node.key_column);
    for (const auto& [key, child] : node.entries) {
        place.entries.emplace_back(QString::fromStdString(key), place_of(child, positions));
    }
    for (const io::YamlNode& item : node.items) {
        place.items.push_back(place_of(item, positions));
    }
    return place;
}

/// Finds where values end.
class EndFinder {
  public:
    explicit EndFinder(QStringView text) : text_{text} {}

    void finish(YamlPlace& place, int parent_column, bool in_flow) const {
        switch (place.kind) {
        case YamlPlace::Kind::null:
            break;
        case YamlPlace::Kind::scalar:
            place.value.end = end_of_scalar(place.value.begin, parent_column, in_flow);
            break;
        case YamlPlace::Kind::sequence:
            finish_sequence(place, parent_column);
            break;
        case YamlPlace::Kind::mapping:
            finish_mapping(place);
            break;
        }
    }

  private:
    void finish_mapping(YamlPlace& map) const {
        for (auto& [key, child] : map.entries) {
            child.column = column_of(child.head);
            finish_child(child, map.flow);
        }
        if (map.flow) {
            map.value.end = end_of_flow(map.value.begin);
        } else if (!map.entries.empty()) {
            map.value = {map.entries.front().second.head, map.entries.back().second.value.end};
        }
    }

    /// A value behind its key.
    void finish_child(YamlPlace& child, bool in_flow) const {
        const qsizetype key_end = end_of_key(child.head);
        if (child.kind == YamlPlace::Kind::null) {
            child.value = {key_end, key_end};
        } else {
            finish(child, child.column, in_flow);
        }
        child.entry = in_flow ? TextSpan{child.head, child.value.end}
                              : TextSpan{entry_begin(child.head), line_end(child.value.end)};
    }

    void finish_sequence(YamlPlace& list, int parent_column) const {
        qsizetype from = list.value.begin;
        for (YamlPlace& item : list.items) {
            if (list.flow) {
                finish(item, parent_column, true);
                item.head = item.value.begin;
                item.entry = item.value;
                continue;
            }
            item.head = item.kind == YamlPlace::Kind::null ? next_dash(from)
                                                           : dash_before(item.value.begin);
            item.column = column_of(item.head);
            if (item.kind == YamlPlace::Kind::null) {
                item.value = {item.head + 1, item.head + 1};
            } else {
                finish(item, item.column, false);
            }
            item.entry = {entry_begin(item.head), line_end(item.value.end)};
            from = item.value.end;
        }
        if (list.flow) {
            list.value.end = end_of_flow(list.value.begin);
        } else if (!list.items.empty()) {
            list.value = {list.items.front().head, list.items.back().value.end};
        }
    }

    qsizetype line_start(qsizetype at) const {
        return at == 0 ? 0 : text_.lastIndexOf(u'\n', at - 1) + 1;
    }

    /// Behind the line end; the text's end when the last line has none.
    qsizetype line_end(qsizetype at) const {
        const qsizetype found = text_.indexOf(u'\n', at);
        return found < 0 ? text_.size() : found + 1;
    }

    int column_of(qsizetype at) const { return static_cast<int>(at - line_start(at)); }

    /// The line's start, or `head` when something stands before it ("- id: 1").
    qsizetype entry_begin(qsizetype head) const {
        const qsizetype start = line_start(head);
        return text_.mid(start, head - start).trimmed().isEmpty() ? start : head;
    }

    qsizetype dash_before(qsizetype at) const {
        for (--at; at > 0 && text_[at] != u'-';) {
            --at;
        }
        return std::max<qsizetype>(at, 0);
    }

    qsizetype next_dash(qsizetype from) const {
        return std::max<qsizetype>(text_.indexOf(u'-', from), 0);
    }

    qsizetype end_of_key(qsizetype head) const {
        const QChar first = head < text_.size() ? text_[head] : QChar{};
        const qsizetype key_end = first == u'"' || first == u'\'' ? end_of_quoted(head) : head;
        const qsizetype colon = text_.indexOf(u':', key_end);
        return colon < 0 ? text_.size() : colon + 1;
    }

    qsizetype end_of_quoted(qsizetype at) const {
        const QChar quote = text_[at];
        for (++at; at < text_.size(); ++at) {
            if (quote == u'"' && text_[at] == u'\\') {
                ++at;
            } else if (text_[at] == quote) {
                if (quote == u'\'' && at + 1 < text_.size() && text_[at + 1] == quote) {
                    ++at; // '' is one quote
                } else {
                    return at + 1;
                }
            }
        }
        return text_.size();
    }

    qsizetype end_of_flow(qsizetype at) const {
        int depth = 0;
        while (at < text_.size()) {
            const QChar c = text_[at];
            if ((c == u'"' || c == u'\'') && starts_token(at)) {
                at = end_of_quoted(at);
                continue;
            }
            if (c == u'#' && at > 0 && text_[at - 1].isSpace()) {
                at = line_end(at);
                continue;
            }
            if (c == u'[' || c == u'{') {
                ++depth;
            } else if (c == u']' || c == u'}') {
                if (--depth == 0) {
                    return at + 1;
                }
            }
            ++at;
        }
        return text_.size();
    }

    /// Whether a quote here opens a text; in "it's" it does not.
    bool starts_token(qsizetype at) const {
        return at == 0 || text_[at - 1].isSpace() || QStringView{u"[{,:"}.contains(text_[at - 1]);
    }

    qsizetype end_of_scalar(qsizetype begin, int parent_column, bool in_flow) const {
        const QChar first = begin < text_.size() ? text_[begin] : QChar{};
        if (first == u'"' || first == u'\'') {
            return end_of_quoted(begin);
        }
        if (!in_flow && (first == u'|' || first == u'>')) {
            return end_of_deeper_lines(end_of_content(begin), parent_column, true);
        }
        if (in_flow) {
            return end_of_flow_plain(begin);
        }
        const qsizetype end = end_of_content(begin);
        const bool comment = !text_.mid(end, line_end(end) - end).trimmed().isEmpty();
        return comment ? end : end_of_deeper_lines(end, parent_column, false);
    }

    qsizetype end_of_flow_plain(qsizetype at) const {
        const qsizetype begin = at;
        while (at < text_.size() && !QStringView{u",[]{}\n"}.contains(text_[at]) &&
               !(text_[at] == u'#' && at > begin && text_[at - 1].isSpace())) {
            ++at;
        }
        return trimmed_end(begin, at);
    }

    /// Of the line's text, without a comment behind it.
    qsizetype end_of_content(qsizetype begin) const {
        qsizetype at = begin;
        while (at < text_.size() && text_[at] != u'\n' &&
               !(text_[at] == u'#' && at > begin && text_[at - 1].isSpace())) {
            ++at;
        }
        return trimmed_end(begin, at);
    }

    qsizetype trimmed_end(qsizetype begin, qsizetype end) const {
        while (end > begin && text_[end - 1].isSpace()) {
            --end;
        }
        return end;
    }

    /// Lines behind `end` that are indented more than the key belong to its value; comments only to
    /// block texts.
    qsizetype end_of_deeper_lines(qsizetype end, int column, bool block) const {
        qsizetype start = line_end(end);
        while (start < text_.size()) {
            const qsizetype next = line_end(start);
            const QStringView line = text_.mid(start, next - start);
            const QStringView trimmed = line.trimmed();
            if (!trimmed.isEmpty()) {
                const auto indent = static_cast<int>(trimmed.data() - line.data());
                if (indent <= column || (!block && trimmed.startsWith(u'#'))) {
                    break;
                }
                end = block ? trimmed_end(start, next) : end_of_content(start + indent);
            }
            start = next;
        }
        return end;
    }

    QStringView text_;
};

} // namespace

const YamlPlace* YamlPlace::find(QStringView key) const {
    const auto found =
        std::ranges::find_if(entries, [&](const auto& one) { return one.first == key; });
    return found == entries.end() ? nullptr : &found->second;
}

const YamlPlace* YamlPlace::at(QStringView path) const {
    const YamlPlace* place = this;
    while (!path.isEmpty() && place != nullptr) {
        if (path.startsWith(u'[')) {
            const qsizetype close = path.indexOf(u']');
            const auto index = path.mid(1, close - 1).toUInt();
            place = close > 0 && index < place->items.size() ? &place->items[index] : nullptr;
            path = path.mid(close + 1);
        } else {
            path = path.startsWith(u'.') ? path.mid(1) : path;
            qsizetype end = 0;
            while (end < path.size() && path[end] != u'.' && path[end] != u'[') {
                ++end;
            }
            place = place->find(path.left(end));
            path = path.mid(end);
        }
    }
    return place;
}

std::shared_ptr<const YamlReading> read_places(const QString& text, const std::string& file) {
    auto reading = std::make_shared<YamlReading>();
    try {
        const io::YamlNode node = io::parse_yaml(text.toStdString(), file);
        YamlPlace root = place_of(node, Positions{text});
        EndFinder{text}.finish(root, -1, false);
        reading->root = std::move(root);
    } catch (const InputError& error) {
        reading->problem = error.problem();
    }
    return reading;
}

int line_of(QStringView text, qsizetype position) {
    return static_cast<int>(text.left(position).count(u'\n')) + 1;
}

qsizetype start_of_line(QStringView text, int line) {
    qsizetype at = 0;
    for (; line > 1; --line) {
        const qsizetype found = text.indexOf(u'\n', at);
        if (found < 0) {
            break;
        }
        at = found + 1;
    }
    return at;
}

} // namespace cityproof::gui
