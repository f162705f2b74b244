// SPDX-License-Identifier: Apache-2.0
// The window in other languages: a made-up one whose texts stand in brackets and are 40 % longer
// finds texts that go past tr() and texts without room; German and Chinese are really spoken.
#include "gui/look/language.hpp"
#include "gui/start/start_page.hpp"
#include "gui/window/layers_panel.hpp"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QRegularExpression>
#include <QTranslator>

#include <gmock/gmock.h>

#include "shown_texts.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using testing::clipped_texts;
using testing::shown_texts;
using testing::ShownText;

class PseudoTranslator : public QTranslator {
  public:
    bool isEmpty() const override { return false; }

    QString translate(const char* context, const char* source, const char* /*disambiguation*/,
                      int /*n*/) const override {
        if (!QByteArray{context}.startsWith("cityproof::")) {
            return {};
        }
        QString text = QString::fromUtf8(source);
        const qsizetype wanted = (7 * text.size() + 4) / 5;
        while (text.size() < wanted) { // in words, which a label may wrap
            text += text.size() % 8 == 0 ? QLatin1Char{' '} : QLatin1Char{'~'};
        }
        return QStringLiteral("[") + text + QStringLiteral("]");
    }
};

/// What is left of a text without its bracketed parts, units, numbers and the sample town's own
/// words.
QString untranslated(QString text) {
    static const QRegularExpression inner{QStringLiteral(R"(\[[^\[\]]*\])")};
    QString before;
    while (before != text) {
        before = text;
        text.remove(inner);
    }
    static const QRegularExpression known{QStringLiteral(
        R"(km/h|kW|Cityproof|English|Deutsch|中文|Rivabella|Europe/Rome|morning peak|north|\bcar\b|run\.h5|/\S*|\S+_\S+)")};
    text.remove(known);
    static const QRegularExpression word{QStringLiteral(R"(\p{L}{3,})")};
    return word.match(text).captured(0);
}

class PseudoLocale : public ::testing::Test {
  protected:
    PseudoLocale() {
        QCoreApplication::installTranslator(&translator_);
        cityproof::testing::write_town(path_, {.events = {{1200, "ab", "cd", "ef"}}});
        window_ = std::make_unique<MainWindow>();
        window_->set_colours(Colours::light);
        window_->resize(1400, 900);
        window_->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(window_.get()));
    }

    ~PseudoLocale() override {
        window_.reset();
        QCoreApplication::removeTranslator(&translator_);
    }

    void open() {
        window_->open(QString::fromStdString(path_.string()));
        ASSERT_TRUE(
            testing::wait_until([&] { return window_->store().facts() && window_->is_settled(); }));
    }

    void expect_all_translated() const {
        const auto texts = shown_texts(*window_);
        EXPECT_GT(texts.size(), 100U);
        for (const ShownText& shown : texts) {
            EXPECT_EQ(untranslated(shown.text).toStdString(), "")
                << shown.where.toStdString() << ": " << shown.text.toStdString();
        }
    }

    void expect_none_clipped() const {
        for (const ShownText& shown : clipped_texts(*window_)) {
            ADD_FAILURE() << shown.where.toStdString() << ": " << shown.text.toStdString();
        }
    }

    PseudoTranslator translator_;
    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "run.h5";
    std::unique_ptr<MainWindow> window_;
};

TEST_F(PseudoLocale, every_text_of_the_window_is_translated_and_has_room) {
    open();
    expect_all_translated();
    expect_none_clipped();
}

TEST_F(PseudoLocale, so_are_the_values_of_what_is_selected) {
    open();
    for (const char* table : {"street", "signal", "building", "vehicle"}) {
        window_->select(ObjectRef{table, 0});
        ASSERT_TRUE(testing::wait_until([&] { return window_->is_settled(); }));
        expect_all_translated();
        expect_none_clipped();
    }
}

TEST_F(PseudoLocale, so_is_every_panel_when_it_is_in_front) {
    open();
    for (QDockWidget* dock : window_->findChildren<QDockWidget*>()) {
        dock->show();
        dock->raise();
        QApplication::processEvents();
        expect_none_clipped();
    }
}

TEST_F(PseudoLocale, so_is_the_start_page) {
    window_->show_start_page();
    QApplication::processEvents();
    expect_all_translated();
    expect_none_clipped();
}

TEST(ShownTexts, the_ring_notices_a_text_past_tr_and_one_without_room) {
    EXPECT_EQ(untranslated(QStringLiteral("[Street speed~~] (km/h)")), "");
    EXPECT_EQ(untranslated(QStringLiteral("[a [b~]~] forgotten")), "forgotten");
    QWidget window;
    auto* label = new QLabel{QStringLiteral("a text that is long"), &window};
    label->setFixedWidth(20);
    window.show();
    EXPECT_EQ(clipped_texts(window).size(), 1U);
}

class Spoken : public ::testing::TestWithParam<const char*> {
  protected:
    ~Spoken() override {
        for (QTranslator* translator : QCoreApplication::instance()->findChildren<QTranslator*>()) {
            delete translator; // removes itself
        }
        QLocale::setDefault(QLocale::c());
    }
};

TEST_P(Spoken, the_window_speaks_the_language_and_its_texts_have_room) {
    install_language(QString::fromLatin1(GetParam()));
    cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    cityproof::testing::write_town(path);
    MainWindow window;
    window.resize(1300, 820);
    window.show();
    window.open(QString::fromStdString(path.string()));
    ASSERT_TRUE(testing::wait_until([&] { return window.store().facts() && window.is_settled(); }));
    const QString streets = window.content().layer("street")->title;
    EXPECT_EQ(streets, QLatin1String{GetParam()} == QLatin1String{"de"} ? QStringLiteral("Straßen")
                                                                        : QStringLiteral("街道"));
    for (const ShownText& shown : clipped_texts(window)) {
        ADD_FAILURE() << shown.where.toStdString() << ": " << shown.text.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, Spoken, ::testing::Values("de", "zh"));

TEST(Languages, one_that_is_not_spoken_is_english) {
    install_language(QStringLiteral("xx"));
    EXPECT_EQ(QCoreApplication::translate("cityproof::gui::Commands", "&File"), "&File");
}

} // namespace
} // namespace cityproof::gui
