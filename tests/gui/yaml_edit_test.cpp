// SPDX-License-Identifier: Apache-2.0
// Edits of a YAML text by the places of its values. The expected texts are written out by hand:
// they are the text before with the one change that was asked for.
#include "gui/scenario/yaml_edit.hpp"

#include <QFile>

#include <gmock/gmock.h>

namespace cityproof::gui {
namespace {

QString apply(const QString& text, const TextEdit& edit) {
    QString result = text;
    return result.replace(edit.span.begin, edit.span.size(), edit.with);
}

YamlPlace read(const QString& text) {
    const auto reading = read_places(text, "s.yaml");
    EXPECT_TRUE(reading->root) << (reading->problem ? to_string(*reading->problem) : "");
    return reading->root.value_or(YamlPlace{});
}

QStringList no_order(const QString&) {
    return {};
}

QStringList order(const QString& path) {
    return path.isEmpty() ? QStringList{"format", "name", "duration", "seed", "traffic", "policies"}
                          : QStringList{"begin", "exchange", "demand_scale"};
}

std::string set(const QString& text, const QString& path, const QString& value,
                bool is_text = true) {
    return apply(text, set_value(text, read(text), path, {value, is_text}, order)).toStdString();
}

std::string removed(const QString& text, const QString& path) {
    return apply(text, remove_value(text, read(text), path)).toStdString();
}

const char* const small = "# head\n"
                          "format: 1\n"
                          "name: \"A town\"   # quoted\n"
                          "duration: 30 min # long enough\n"
                          "\n"
                          "# cars\n"
                          "traffic:\n"
                          "  exchange: 10 s   # often\n"
                          "policies:\n"
                          "  # the first one\n"
                          "  - one # 1\n"
                          "  - two\n"
                          "# the end\n";

TEST(YamlPlaces, know_where_every_kind_of_value_begins_and_ends) {
    const QString text = "a: plain text # comment\n"
                         "b: \"quo#ted \\\" text\"\n"
                         "c: 'it''s'\n"
                         "d: >\n"
                         "  folded\n"
                         "\n"
                         "  # text\n"
                         "\n"
                         "e: [x, 'y]', {k: v}] # list\n"
                         "f:\n"
                         "g: first\n"
                         "  second\n"
                         "h: größe 𝄞 ok\n"
                         "i: [\u00e4, b]\n";
    const YamlPlace root = read(text);
    const auto written = [&](const char* path) {
        const YamlPlace* place = root.at(QString{path});
        return place == nullptr ? std::string{"nothing"}
                                : text.mid(place->value.begin, place->value.size()).toStdString();
    };
    EXPECT_EQ(written("a"), "plain text");
    EXPECT_EQ(written("b"), "\"quo#ted \\\" text\"");
    EXPECT_EQ(written("c"), "'it''s'");
    EXPECT_EQ(written("d"), ">\n  folded\n\n  # text");
    EXPECT_EQ(written("e"), "[x, 'y]', {k: v}]");
    EXPECT_EQ(written("e[1]"), "'y]'");
    EXPECT_EQ(written("e[2].k"), "v");
    EXPECT_EQ(written("f"), "");
    EXPECT_EQ(written("g"), "first\n  second");
    EXPECT_EQ(written("h"), "größe 𝄞 ok");
    EXPECT_EQ(written("i[1]"), "b");
    EXPECT_EQ(root.at(u"e[3]"), nullptr);
    EXPECT_EQ(root.at(u"a.b"), nullptr);
}

TEST(YamlPlaces, a_text_that_is_no_yaml_has_a_problem_with_its_line_and_a_remedy) {
    const auto reading = read_places("format: 1\nname: [a\n", "s.yaml");
    EXPECT_FALSE(reading->root);
    ASSERT_TRUE(reading->problem);
    EXPECT_GE(reading->problem->where.line, 2);
    EXPECT_FALSE(reading->problem->remedy.empty());
}

TEST(YamlEdit, a_changed_value_leaves_every_other_byte) {
    QString expected = small;
    expected.replace("30 min #", "45 min #");
    EXPECT_EQ(set(small, "duration", "45 min"), expected.toStdString());
    expected = small;
    expected.replace("\"A town\"", "\"B\"");
    EXPECT_EQ(set(small, "name", "B"), expected.toStdString());
    expected = small;
    expected.replace("- one #", "- three #");
    EXPECT_EQ(set(small, "policies[0]", "three"), expected.toStdString());
}

TEST(YamlEdit, a_value_that_is_set_to_what_it_is_changes_nothing) {
    EXPECT_TRUE(set_value(small, read(small), "name", {"A town", true}, order).is_empty());
}

TEST(YamlEdit, a_new_key_stands_behind_the_keys_before_it) {
    QString expected = small;
    expected.replace("long enough\n", "long enough\nseed: 7\n");
    EXPECT_EQ(set(small, "seed", "7", false), expected.toStdString());
    expected = small;
    expected.replace("traffic:\n", "traffic:\n  begin: 0 s\n");
    EXPECT_EQ(set(small, "traffic.begin", "0 s"), expected.toStdString());
    expected = small;
    expected.replace("# often\n", "# often\n  demand_scale: 110 %\n");
    EXPECT_EQ(set(small, "traffic.demand_scale", "110 %"), expected.toStdString());
}

TEST(YamlEdit, a_new_key_brings_the_section_that_it_needs) {
    const QString text = "format: 1\nname: x";
    EXPECT_EQ(set(text, "traffic.begin", "0 s"), "format: 1\nname: x\ntraffic:\n  begin: 0 s\n");
    EXPECT_EQ(set("traffic: {}  # on\npolicies: []\n", "traffic.begin", "0 s"),
              "traffic:  # on\n  begin: 0 s\npolicies: []\n");
    EXPECT_EQ(set("traffic: {begin: 1 s}\n", "traffic.exchange", "5 s"),
              "traffic: {begin: 1 s, exchange: 5 s}\n");
    EXPECT_EQ(set("", "name", "x"), "name: x\n");
    EXPECT_EQ(set("name:\n", "name", "x"), "name: x\n");
}

TEST(YamlEdit, a_section_is_added_empty_and_removed_with_its_lines) {
    const TextEdit edit = add_section(small, read(small), "seed", order);
    QString expected = small;
    EXPECT_EQ(apply(small, edit), expected.replace("enough\n", "enough\nseed: {}\n"));
    expected = small;
    expected.replace("traffic:\n  exchange: 10 s   # often\n", "");
    EXPECT_EQ(removed(small, "traffic"), expected.toStdString());
}

TEST(YamlEdit, the_last_key_of_a_section_leaves_the_section) {
    QString expected = small;
    expected.replace("  exchange: 10 s   # often", "  {}   # often");
    EXPECT_EQ(removed(small, "traffic.exchange"), expected.toStdString());
    EXPECT_TRUE(read(expected).at(u"traffic")->flow);
}

TEST(YamlEdit, items_are_appended_in_the_lists_own_form) {
    const auto append = [](const QString& text, const QString& path, const QStringList& lines) {
        return apply(text, append_item(text, read(text), path, lines, order)).toStdString();
    };
    QString expected = small;
    expected.replace("  - two\n", "  - two\n  - three\n");
    EXPECT_EQ(append(small, "policies", {"three"}), expected.toStdString());
    EXPECT_EQ(append("p: [a, b]\n", "p", {"c"}), "p: [a, b, c]\n");
    EXPECT_EQ(append("p: []\n", "p", {"c"}), "p:\n  - c\n");
    EXPECT_EQ(append("p: [] # none\n", "p", {"c"}), "p:  # none\n  - c\n");
    EXPECT_EQ(append("name: x\n", "p", {"c"}), "name: x\np:\n  - c\n");
    EXPECT_EQ(append("e:\n- id: 1\n  at: 2\n", "e", {"id: 2", "at: 3"}),
              "e:\n- id: 1\n  at: 2\n- id: 2\n  at: 3\n");
    EXPECT_EQ(append("a: 1", "e", {"id: 2", "at: 3"}), "a: 1\ne:\n  - id: 2\n    at: 3\n");
}

TEST(YamlEdit, items_are_removed_and_the_last_one_takes_the_key_with_it) {
    QString expected = small;
    expected.replace("  - two\n", "");
    EXPECT_EQ(removed(small, "policies[1]"), expected.toStdString());
    EXPECT_EQ(removed("p: [a, b, c]\n", "p[0]"), "p: [b, c]\n");
    EXPECT_EQ(removed("p: [a, b, c]\n", "p[2]"), "p: [a, b]\n");
    EXPECT_EQ(removed("n: 1\np: [a]\n", "p[0]"), "n: 1\n");
    EXPECT_EQ(removed("n: 1\np:\n  - a\n", "p[0]"), "n: 1\n");
}

TEST(YamlEdit, a_key_behind_a_dash_is_removed_and_the_dash_stays) {
    EXPECT_EQ(removed("e:\n  - until: 1 s\n    id: x\n", "e[0].until"), "e:\n  - id: x\n");
    EXPECT_EQ(removed("e:\n  - id: x\n    until: 1 s\n", "e[0].until"), "e:\n  - id: x\n");
}

TEST(YamlEdit, swapped_items_take_the_comments_above_them_along) {
    QString expected = small;
    expected.replace("  # the first one\n  - one # 1\n  - two\n",
                     "  - two\n  # the first one\n  - one # 1\n");
    EXPECT_EQ(apply(small, swap_items(small, read(small), "policies", 0)), expected);
    const QString flow = "p: [a, b ,c]\n";
    EXPECT_EQ(apply(flow, swap_items(flow, read(flow), "p", 1)), "p: [a, c ,b]\n");
    const QString open = "p:\n  - a\n  - b";
    EXPECT_EQ(apply(open, swap_items(open, read(open), "p", 0)), "p:\n  - b\n  - a");
    EXPECT_TRUE(swap_items(flow, read(flow), "p", 2).is_empty());
}

TEST(YamlScalar, is_plain_where_that_is_safe_and_quoted_elsewhere) {
    const auto text = [](const char* value) {
        return yaml_scalar({QString::fromUtf8(value), true}, false).toStdString();
    };
    EXPECT_EQ(text("30 min"), "30 min");
    EXPECT_EQ(text("line/line:62"), "line/line:62");
    EXPECT_EQ(text("-5 s"), "-5 s");
    EXPECT_EQ(text(""), "\"\"");
    EXPECT_EQ(text("7"), "\"7\"");
    EXPECT_EQ(text("true"), "\"true\"");
    EXPECT_EQ(text("a: b"), "\"a: b\"");
    EXPECT_EQ(text("a #b"), "\"a #b\"");
    EXPECT_EQ(text(" a"), "\" a\"");
    EXPECT_EQ(text("say \"x\"\n"), "\"say \\\"x\\\"\\n\"");
    EXPECT_EQ(text("- a"), "\"- a\"");
    EXPECT_EQ(yaml_scalar({"7", false}, false).toStdString(), "7");
    EXPECT_EQ(yaml_scalar({"a, b", true}, true).toStdString(), "\"a, b\"");
}

/// What was written is read back as it was meant, wherever it stands.
TEST(YamlEdit, any_text_comes_back_from_any_place) {
    for (const QString value :
         {"plain", "with: colon", "# hash", "'single'", "\"double\"", "a, b]", "tab\there",
          "two\nlines", "ends with:", "grün 𝄞", "\\", "~", "null", "1e3", "", "%x", "@y"}) {
        for (const QString text : {"k: old # c\nz: 1\n", "k: \"old\"\n", "k: 'old'\n", "z: 1\n",
                                   "k: >\n  old\n  text\nz: 1\n"}) {
            const QString after = QString::fromStdString(set(text, "k", value));
            const YamlPlace root = read(after);
            ASSERT_NE(root.at(u"k"), nullptr) << after.toStdString();
            EXPECT_EQ(root.at(u"k")->scalar, value) << after.toStdString();
            EXPECT_EQ(root.at(u"z") == nullptr, read(text).at(u"z") == nullptr);
        }
        const QString flow = "k: [old, x]\n";
        const QString after =
            apply(flow, set_value(flow, read(flow), "k[0]", {value, true}, no_order));
        EXPECT_EQ(read(after).at(u"k[0]")->scalar, value) << after.toStdString();
        EXPECT_EQ(read(after).at(u"k[1]")->scalar, "x") << after.toStdString();
    }
}

/// Of the example that uses every key: each value is set to something else and back.
TEST(YamlEdit, every_value_of_the_example_changes_and_returns_byte_for_byte) {
    QFile file{CITYPROOF_SOURCE_DIR "/docs/examples/every_section.yaml"};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    const YamlPlace root = read(text);
    int changed = 0;
    const std::function<void(const YamlPlace&, const QString&)> walk = [&](const YamlPlace& place,
                                                                           const QString& path) {
        for (const auto& [key, child] : place.entries) {
            walk(child, path.isEmpty() ? key : path + "." + key);
        }
        for (std::size_t i = 0; i < place.items.size(); ++i) {
            walk(place.items[i], path + QStringLiteral("[%1]").arg(i));
        }
        if (place.kind != YamlPlace::Kind::scalar) {
            return;
        }
        const QString other =
            apply(text, set_value(text, root, path, {"another one", false}, no_order));
        EXPECT_NE(other, text) << path.toStdString();
        EXPECT_EQ(read(other).at(path)->scalar, "another one") << path.toStdString();
        const QString back =
            apply(other, set_value(other, read(other), path, {place.scalar, false}, no_order));
        EXPECT_EQ(back, text) << path.toStdString();
        ++changed;
    };
    walk(root, {});
    EXPECT_GT(changed, 40);
}

} // namespace
} // namespace cityproof::gui
