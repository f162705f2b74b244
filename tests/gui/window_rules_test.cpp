// SPDX-License-Identifier: Apache-2.0
// What holds for every control of the window: reachable by keyboard, named for screen readers,
// legible in light and dark, one key for one command.
#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/look/menu_letters.hpp"
#include "gui/look/palette.hpp"
#include "gui/playback/playback_bar.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/problems_panel.hpp"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSlider>
#include <QToolButton>

#include <set>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

class WindowRules : public testing::WindowTest {
  protected:
    /// Controls that a user can act on, without the insides of Qt's own widgets.
    std::vector<QWidget*> controls() const {
        std::vector<QWidget*> found;
        for (QWidget* widget : window_.findChildren<QWidget*>()) {
            const bool acts = qobject_cast<QAbstractButton*>(widget) != nullptr ||
                              qobject_cast<QAbstractItemView*>(widget) != nullptr ||
                              qobject_cast<QComboBox*>(widget) != nullptr ||
                              qobject_cast<QLineEdit*>(widget) != nullptr ||
                              qobject_cast<QSlider*>(widget) != nullptr ||
                              qobject_cast<MapView*>(widget) != nullptr ||
                              qobject_cast<TimeSeriesPlot*>(widget) != nullptr;
            const QString inside =
                QString::fromLatin1(widget->parentWidget()->metaObject()->className());
            const bool of_qt = widget->objectName().startsWith("qt_") || inside == "QLineEdit" ||
                               inside.startsWith("QComboBox") || inside == "QTableView" ||
                               inside == "QTreeWidget" || inside == "QMenuBar" ||
                               inside == "QTabBar" || inside == "QToolBar" ||
                               inside == "QDockWidget" || widget->inherits("QHeaderView");
            if (acts && !of_qt) {
                found.push_back(widget);
            }
        }
        return found;
    }
};

TEST_F(WindowRules, every_control_has_a_name_for_screen_readers) {
    open();
    const auto all = controls();
    EXPECT_GT(all.size(), 20U);
    for (const QWidget* widget : all) {
        EXPECT_FALSE(widget->accessibleName().isEmpty())
            << widget->metaObject()->className() << " in "
            << widget->parentWidget()->metaObject()->className();
    }
}

TEST_F(WindowRules, whatever_takes_the_focus_has_a_name_or_a_label_of_its_own) {
    open();
    window_.show_start_page();
    std::set<const QWidget*> labelled;
    for (const QLabel* label : window_.findChildren<QLabel*>()) {
        labelled.insert(label->buddy());
    }
    for (const QWidget* widget : window_.findChildren<QWidget*>()) {
        const QWidget* parent = widget->parentWidget();
        // Parts of Qt's own widgets, which speak for them, and what only holds others.
        const bool of_qt = widget->objectName().startsWith("qt_") || widget->isWindow() ||
                           parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox") ||
                           parent->inherits("QTabBar") || widget->inherits("QTabBar") ||
                           widget->inherits("QMenuBar") ||
                           parent->inherits("QComboBoxPrivateContainer");
        if (widget->focusPolicy() != Qt::NoFocus && !of_qt) {
            EXPECT_TRUE(widget->inherits("QLabel") || !widget->accessibleName().isEmpty() ||
                        labelled.contains(widget))
                << widget->metaObject()->className() << " in " << parent->metaObject()->className();
        }
    }
}

TEST_F(WindowRules, every_entry_of_a_menu_has_a_text_a_tip_and_a_key_of_its_own) {
    std::set<QString> keys;
    int entries = 0;
    for (const QAction* menu : window_.menuBar()->actions()) {
        EXPECT_FALSE(menu->text().isEmpty());
        for (const QAction* action : menu->menu()->actions()) {
            if (action->isSeparator()) {
                continue;
            }
            ++entries;
            EXPECT_FALSE(action->text().isEmpty());
            EXPECT_FALSE(action->statusTip().isEmpty()) << action->text().toStdString();
            for (const QKeySequence& key : action->shortcuts()) {
                EXPECT_TRUE(keys.insert(key.toString()).second) << key.toString().toStdString();
            }
        }
    }
    EXPECT_GT(entries, 20);
}

/// The letter behind "&", in lower case; null for none. "&&" is a character.
QChar mnemonic_of(const QString& text) {
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == QLatin1Char{'&'}) {
            if (text[i + 1] != QLatin1Char{'&'}) {
                return text[i + 1].toLower();
            }
            ++i;
        }
    }
    return {};
}

void expect_letters_of_their_own(const QList<QAction*>& entries, const QString& menu) {
    std::set<QChar> letters;
    for (const QAction* entry : entries) {
        if (entry->isSeparator()) {
            continue;
        }
        const QChar letter = mnemonic_of(entry->text());
        EXPECT_TRUE(letter.isLetter()) << (menu + ": " + entry->text()).toStdString();
        EXPECT_TRUE(letters.insert(letter).second) << (menu + ": " + entry->text()).toStdString();
    }
}

TEST_F(WindowRules, every_menu_and_every_entry_of_it_has_a_letter_of_its_own) {
    const QList<QAction*> menus = window_.menuBar()->actions();
    expect_letters_of_their_own(menus, "menu bar");
    qsizetype toggles = 0;
    for (const QAction* menu : menus) {
        expect_letters_of_their_own(menu->menu()->actions(), menu->text());
        for (const QAction* entry : menu->menu()->actions()) {
            toggles += entry->isCheckable() ? 1 : 0;
        }
    }
    EXPECT_GE(toggles, window_.findChildren<QDockWidget*>().size()) << "one for every panel";
}

TEST_F(WindowRules, menus_that_are_made_of_what_is_there_have_letters_too) {
    open();
    QMenu of_thing;
    window_.fill_menu(of_thing, ObjectRef{"line", 0});
    give_letters(of_thing);
    EXPECT_GE(of_thing.actions().size(), 2);
    expect_letters_of_their_own(of_thing.actions(), "menu of a line");
    for (const QToolButton* button : window_.playback_bar()->findChildren<QToolButton*>()) {
        if (button->menu() != nullptr) {
            expect_letters_of_their_own(button->menu()->actions(), button->text());
        }
    }
}

// Of first letters S and s the second is taken, of its words' next one n; characters of no key get
// one behind them; an "&" that is shown stays.
TEST(MenuLetters, are_first_letters_of_words_where_these_are_free) {
    QMenu menu;
    for (const char* text : {"Select", "select north", "&Keep", "全部", "R&&K"}) {
        menu.addAction(QString::fromUtf8(text));
    }
    give_letters(menu);
    QStringList texts;
    for (const QAction* entry : menu.actions()) {
        texts << entry->text();
    }
    EXPECT_EQ(texts.join('|').toStdString(), "&Select|select &north|&Keep|全部 (&A)|&R&&K");
}

TEST_F(WindowRules, the_tab_key_comes_into_every_dock_that_is_shown) {
    open();
    window_.activateWindow();
    window_.map()->setFocus();
    std::set<const QDockWidget*> reached;
    for (int press = 0; press < 80; ++press) {
        QWidget* at = QApplication::focusWidget();
        QTest::keyClick(at == nullptr ? window_.map() : at, Qt::Key_Tab);
        for (const QWidget* up = QApplication::focusWidget(); up != nullptr;
             up = up->parentWidget()) {
            if (const auto* dock = qobject_cast<const QDockWidget*>(up)) {
                reached.insert(dock);
            }
        }
    }
    for (const QDockWidget* dock : window_.findChildren<QDockWidget*>()) {
        // Of docks on top of each other the one in front.
        if (dock->isVisible() && !dock->visibleRegion().isEmpty()) {
            EXPECT_TRUE(reached.contains(dock)) << dock->windowTitle().toStdString();
        }
    }
}

TEST_F(WindowRules, the_map_tells_screen_readers_what_is_selected) {
    open();
    EXPECT_FALSE(window_.map()->accessibleDescription().contains("Selected"));
    window_.select(ObjectRef{"signal", 0});
    EXPECT_TRUE(
        window_.map()->accessibleDescription().startsWith("Selected: Traffic signals: north."))
        << window_.map()->accessibleDescription().toStdString();
    window_.select(std::nullopt);
    EXPECT_FALSE(window_.map()->accessibleDescription().contains("Selected"));
}

TEST_F(WindowRules, home_and_end_move_the_time_while_the_map_has_the_focus) {
    open();
    window_.activateWindow();
    window_.map()->setFocus();
    QTest::keyClick(window_.map(), Qt::Key_End);
    EXPECT_EQ(window_.playback().time_s(), 3600);
    QTest::keyClick(window_.map(), Qt::Key_Home);
    EXPECT_EQ(window_.playback().time_s(), 60);
}

TEST_F(WindowRules, the_tab_key_reaches_map_layers_time_inspector_chart_and_events) {
    open();
    window_.activateWindow();
    window_.map()->setFocus();
    std::set<QString> reached;
    for (int press = 0; press < 60; ++press) {
        QTest::keyClick(QApplication::focusWidget() == nullptr ? window_.map()
                                                               : QApplication::focusWidget(),
                        Qt::Key_Tab);
        if (QApplication::focusWidget() != nullptr) {
            reached.insert(QApplication::focusWidget()->accessibleName());
        }
    }
    for (const char* name :
         {"Map", "Layers", "Colour by", "Class limits", "Play", "Time", "Speed",
          "Values of the selected thing", "Chart over time", "Filter events", "Events"}) {
        EXPECT_TRUE(reached.contains(name)) << name;
    }
}

TEST_F(WindowRules, arrow_keys_move_the_map_and_return_picks_what_is_in_the_middle) {
    open();
    MapView* map = window_.map();
    const Camera before = map->camera();
    QTest::keyClick(map, Qt::Key_Right);
    EXPECT_GT(map->camera().centre().x_m, before.centre().x_m);
    QTest::keyClick(map, Qt::Key_Plus);
    EXPECT_LT(map->camera().metres_per_pixel(), before.metres_per_pixel());
    map->set_camera(map->camera().centred({500, 100}));
    QTest::keyClick(map, Qt::Key_Return);
    EXPECT_EQ(window_.inspector()->heading(), "Traffic signals: north");
}

TEST(Commands, have_words_and_a_key_of_their_own) {
    std::set<QString> keys;
    for (const CommandText& one : command_texts()) {
        EXPECT_FALSE(one.text.isEmpty());
        EXPECT_FALSE(one.tip.isEmpty()) << one.text.toStdString();
        if (!one.key.isEmpty()) {
            EXPECT_TRUE(keys.insert(one.key.toString()).second) << one.key.toString().toStdString();
        }
    }
    EXPECT_GT(keys.size(), 15U);
}

// WCAG 2.1, criterion 1.4.3: at least 4.5 for text; 3 for the parts of controls (1.4.11) and for
// what is disabled, which the criterion leaves free.
TEST(WindowPalette, is_legible_in_light_and_dark) {
    for (const Theme& theme : {Theme::light(), Theme::night()}) {
        const QPalette palette = window_palette(theme);
        for (const auto& [ink, ground] : {std::pair{QPalette::WindowText, QPalette::Window},
                                          {QPalette::Text, QPalette::Base},
                                          {QPalette::Text, QPalette::AlternateBase},
                                          {QPalette::ButtonText, QPalette::Button},
                                          {QPalette::HighlightedText, QPalette::Highlight},
                                          {QPalette::ToolTipText, QPalette::ToolTipBase},
                                          {QPalette::Link, QPalette::Base},
                                          {QPalette::PlaceholderText, QPalette::Base}}) {
            EXPECT_GE(contrast_ratio(palette.color(ink), palette.color(ground)), 4.5)
                << ink << " on " << ground << (theme.dark ? " dark" : " light");
        }
        EXPECT_GE(contrast_ratio(palette.color(QPalette::Disabled, QPalette::ButtonText),
                                 palette.color(QPalette::Button)),
                  3);
    }
}

TEST(SeriesColors, stand_out_from_the_ground_and_from_each_other) {
    for (const Theme& theme : {Theme::light(), Theme::night()}) {
        const QColor ground = window_palette(theme).color(QPalette::Base);
        for (std::size_t index = 0; index < 6; ++index) {
            EXPECT_GE(contrast_ratio(series_color(index, theme), ground), 3) << index;
            for (std::size_t other = 0; other < index; ++other) {
                EXPECT_NE(series_color(index, theme), series_color(other, theme));
            }
        }
    }
}

} // namespace
} // namespace cityproof::gui
