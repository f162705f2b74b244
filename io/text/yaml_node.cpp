// SPDX-License-Identifier: Apache-2.0
#include "io/text/yaml_node.hpp"

#include "io/text/files.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>

namespace cityproof::io {
namespace {

constexpr std::size_t max_depth = 64;

/// Builds YamlNodes from yaml-cpp's events. Nothing is ever expanded: the first anchor or alias
/// ends the reading.
class TreeBuilder final : public YAML::EventHandler {
  public:
    TreeBuilder(std::string file, std::string_view text) : file_{std::move(file)}, text_{text} {
        line_starts_.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        for (std::size_t at = text.find('\n'); at != std::string_view::npos;
             at = text.find('\n', at + 1)) {
            line_starts_.push_back(at + 1);
        }
    }

    YamlNode take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (documents_++ > 0) {
            refuse(mark, "holds more than one document", "a single YAML document",
                   "remove the line ---");
        }
    }

    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        check_anchor(mark, anchor);
        begin(mark, YamlNode::Kind::null);
        end();
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        refuse_anchor(mark);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        check_anchor(mark, anchor);
        check_tag(mark, tag);
        check_quotes(mark);
        Level* level = levels_.empty() ? nullptr : &levels_.back();
        if (level != nullptr && level->node.kind == YamlNode::Kind::mapping && !level->key) {
            take_key(*level, mark, value);
            return;
        }
        YamlNode& node = begin(mark, YamlNode::Kind::scalar);
        node.scalar = value;
        node.quoted =
            tag == "!"; // yaml-cpp's mark of a quoted or block scalar; plain ones have "?"
        end();
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        check_anchor(mark, anchor);
        check_tag(mark, tag);
        begin(mark, YamlNode::Kind::sequence).flow = style == YAML::EmitterStyle::Flow;
    }

    void OnSequenceEnd() override { end(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        check_anchor(mark, anchor);
        check_tag(mark, tag);
        begin(mark, YamlNode::Kind::mapping).flow = style == YAML::EmitterStyle::Flow;
    }

    void OnMapEnd() override { end(); }

  private:
    struct Level {
        YamlNode node;
        std::optional<std::string>
            key; ///< of the value that comes next, when the node is a mapping
        YAML::Mark key_mark;
        std::set<std::string> keys;
    };

    [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& message,
                             const std::string& expected, const std::string& remedy) const {
        throw InputError({file_, mark.line + 1, next_path()}, message, expected, remedy);
    }

    [[noreturn]] void refuse_anchor(const YAML::Mark& mark) const {
        refuse(mark, "uses an anchor or alias (& or *)", "plain values",
               "write the value out, or put it in quotes");
    }

    void check_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
        if (anchor != YAML::NullAnchor) {
            refuse_anchor(mark);
        }
    }

    void check_tag(const YAML::Mark& mark, const std::string& tag) const {
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse(mark, fmt::format("has the tag \"{}\"", tag), "plain values",
                   "remove the tag, or put it in quotes");
        }
    }

    /// yaml-cpp 0.7 takes a quoted text without its closing quote when the file ends with a line
    /// end.
    void check_quotes(const YAML::Mark& mark) const {
        if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= line_starts_.size()) {
            return;
        }
        std::size_t at = line_starts_[static_cast<std::size_t>(mark.line)] +
                         static_cast<std::size_t>(mark.column);
        if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) {
            return;
        }
        const char quote = text_[at];
        for (++at; at < text_.size() && text_[at] != quote; ++at) {
            at += quote == '"' && text_[at] == '\\' ? 1 : 0;
        }
        if (at >= text_.size()) {
            refuse(mark, "has a quote that is never closed", "a closing quote", "close it");
        }
    }

    void take_key(Level& level, const YAML::Mark& mark, const std::string& key) {
        if (!level.keys.insert(key).second) {
            refuse(mark, fmt::format("the key \"{}\" stands here a second time", key),
                   "each key once", "remove one of the two");
        }
        level.key = key;
        level.key_mark = mark;
    }

    /// Path of the value that comes next.
    std::string next_path() const {
        if (levels_.empty()) {
            return {};
        }
        const Level& level = levels_.back();
        if (level.node.kind == YamlNode::Kind::sequence) {
            return fmt::format("{}[{}]", level.node.path, level.node.items.size());
        }
        if (!level.key) {
            return level.node.path;
        }
        return level.node.path.empty() ? *level.key : level.node.path + "." + *level.key;
    }

    YamlNode& begin(const YAML::Mark& mark, YamlNode::Kind kind) {
        if (levels_.size() >= max_depth) {
            refuse(mark, fmt::format("is nested more than {} levels deep", max_depth),
                   "a flatter document", {});
        }
        if (!levels_.empty() && levels_.back().node.kind == YamlNode::Kind::mapping &&
            !levels_.back().key) {
            refuse(mark, "has a key that is empty or not a text", "a plain text before the colon",
                   {});
        }
        Level level;
        level.node.kind = kind;
        level.node.file = file_;
        level.node.line = mark.line + 1;
        level.node.column = mark.column;
        level.node.path = next_path();
        if (!levels_.empty() && levels_.back().key) {
            level.node.key_line = levels_.back().key_mark.line + 1;
            level.node.key_column = levels_.back().key_mark.column;
        }
        levels_.push_back(std::move(level));
        return levels_.back().node;
    }

    void end() {
        YamlNode node = std::move(levels_.back().node);
        levels_.pop_back();
        if (levels_.empty()) {
            root_ = std::move(node);
            return;
        }
        Level& parent = levels_.back();
        if (parent.node.kind == YamlNode::Kind::sequence) {
            parent.node.items.push_back(std::move(node));
        } else {
            parent.node.entries.emplace_back(std::move(*parent.key), std::move(node));
            parent.key.reset();
        }
    }

    std::string file_;
    std::string_view text_;
    std::vector<std::size_t> line_starts_;
    int documents_ = 0;
    std::vector<Level> levels_;
    YamlNode root_;
};

} // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, value] : entries) {
        if (name == key) {
            return &value;
        }
    }
    return nullptr;
}

YamlNode parse_yaml(std::string_view text, const std::string& file_name) {
    if (text.find('\0') != std::string_view::npos) {
        throw InputError({file_name, 0, {}}, "holds a NUL byte", "YAML text", {});
    }
    std::istringstream stream{std::string{text}};
    TreeBuilder builder{file_name, text};
    try {
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        throw InputError({file_name, error.mark.line + 1, {}},
                         fmt::format("is not valid YAML: {}", error.msg), "YAML 1.2",
                         "check indentation, colons and quotes near this line");
    }
    YamlNode root = builder.take();
    root.file = file_name;
    root.line = std::max(root.line, 1);
    return root;
}

YamlNode load_yaml(const std::filesystem::path& path, std::size_t max_bytes) {
    return parse_yaml(read_text_file(path, max_bytes), path.string());
}

std::optional<double> number_of(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::scalar || node.quoted) {
        return std::nullopt;
    }
    std::string_view text = node.scalar;
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

} // namespace cityproof::io
