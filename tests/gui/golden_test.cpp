// SPDX-License-Identifier: Apache-2.0
// A few pictures of the sample town against the ones in tests/gui/golden, which the project made
// itself: what states cannot tell (lines, colours, texts in their places). Font, style, locale and
// sizes are fixed. A failure leaves NAME.actual.png, NAME.expected.png and NAME.difference.png in
// build/golden. After a wanted change: CITYPROOF_WRITE_GOLDEN=1 build/tests/test_gui_golden, look
// at the pictures, commit them.
#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/picture/run_picture.hpp"
#include "gui/start/start_page.hpp"

#include <QDir>
#include <QLineEdit>
#include <QSettings>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

constexpr int channel_tolerance = 16;    ///< of 255: rounding of colours is no difference
constexpr double most_different = 0.001; ///< share of the pixels
constexpr QRgb difference_color = 0xFFD000D0;

struct Difference {
    double share = 1;
    QImage picture;
};

Difference difference_of(const QImage& actual, const QImage& expected) {
    if (actual.size() != expected.size()) {
        return {};
    }
    Difference difference{
        0,
        expected.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_RGB32)};
    qint64 count = 0;
    for (int y = 0; y < actual.height(); ++y) {
        for (int x = 0; x < actual.width(); ++x) {
            const QRgb a = actual.pixel(x, y);
            const QRgb b = expected.pixel(x, y);
            if (std::abs(qRed(a) - qRed(b)) > channel_tolerance ||
                std::abs(qGreen(a) - qGreen(b)) > channel_tolerance ||
                std::abs(qBlue(a) - qBlue(b)) > channel_tolerance) {
                ++count;
                difference.picture.setPixel(x, y, difference_color);
            }
        }
    }
    difference.share =
        static_cast<double>(count) / (static_cast<double>(actual.width()) * actual.height());
    return difference;
}

void expect_golden(const QString& name, const QImage& picture) {
    const QImage actual = picture.convertToFormat(QImage::Format_RGB32);
    const QString golden =
        QStringLiteral(CITYPROOF_SOURCE_DIR "/tests/gui/golden/%1.png").arg(name);
    if (qEnvironmentVariableIsSet("CITYPROOF_WRITE_GOLDEN")) {
        ASSERT_TRUE(actual.save(golden));
        return;
    }
    QImage expected{golden};
    ASSERT_FALSE(expected.isNull()) << golden.toStdString() << " is missing";
    expected = expected.convertToFormat(QImage::Format_RGB32);
    const Difference difference = difference_of(actual, expected);
    if (difference.share <= most_different) {
        return;
    }
    const QDir folder{QStringLiteral(CITYPROOF_BIN_DIR "/../golden")};
    folder.mkpath(QStringLiteral("."));
    actual.save(folder.filePath(name + QStringLiteral(".actual.png")));
    expected.save(folder.filePath(name + QStringLiteral(".expected.png")));
    difference.picture.save(folder.filePath(name + QStringLiteral(".difference.png")));
    ADD_FAILURE() << name.toStdString() << ": " << 100 * difference.share
                  << " % of the pixels differ; see " << folder.canonicalPath().toStdString();
}

class Golden : public testing::WindowTest {
  protected:
    Golden() { QSettings{}.clear(); }

    /// Without the dotted frame of what has the focus.
    QImage grab(QWidget& widget) {
        if (QApplication::focusWidget() != nullptr) {
            QApplication::focusWidget()->clearFocus();
        }
        EXPECT_TRUE(settle());
        return widget.grab().toImage();
    }

    QImage map_at(double time_s) {
        window_.map()->setFixedSize(700, 460);
        window_.playback().go_to(time_s);
        QApplication::processEvents();
        window_.map()->fit();
        EXPECT_TRUE(settle());
        return window_.map()->compose();
    }
};

TEST_F(Golden, map_of_a_moment) {
    open();
    expect_golden(QStringLiteral("map_light"), map_at(1860));
}

TEST_F(Golden, map_in_dark_colours_with_a_street_selected) {
    open();
    window_.set_colours(Colours::dark);
    window_.select(ObjectRef{"street", 1});
    expect_golden(QStringLiteral("map_dark_selected"), map_at(1860));
}

TEST_F(Golden, chart_of_two_streets) {
    open();
    window_.select(ObjectRef{"street", 0});
    ASSERT_TRUE(testing::wait_until([&] { return window_.chart()->plot()->series().size() == 1; }));
    TimeSeriesPlot* plot = window_.chart()->plot();
    plot->setFixedSize(620, 220);
    window_.playback().go_to(1500);
    QApplication::processEvents();
    expect_golden(QStringLiteral("chart"), grab(*plot));
}

TEST_F(Golden, start_page) {
    window_.start_page()->folder_line()->setText(QStringLiteral("/srv/demo"));
    window_.show_start_page();
    window_.start_page()->setFixedSize(800, 560);
    QApplication::processEvents();
    expect_golden(QStringLiteral("start_page"), grab(*window_.start_page()));
}

TEST_F(Golden, exported_difference_of_two_runs) {
    cityproof::testing::write_town(folder_.path() / "faster.h5",
                                   {.policy = "adaptive", .faster_mps = 3});
    const io::RunFileReader run{folder_.path() / "faster.h5"};
    const io::RunFileReader base{path_};
    PictureRequest request;
    request.file = "faster.h5";
    request.time = "07:00";
    const QImage picture = run_picture(run, ComparedRun{base, "run.h5"}, request)
                               .render({.width = 900, .height = 600, .scale = 1});
    expect_golden(QStringLiteral("export_difference"), picture);
}

TEST(GoldenComparison, notices_what_differs_and_forgives_rounding) {
    QImage one{100, 100, QImage::Format_RGB32};
    one.fill(QColor{100, 100, 100});
    QImage rounded = one;
    rounded.fill(QColor{101, 99, 100});
    EXPECT_EQ(difference_of(rounded, one).share, 0);
    QImage dotted = one;
    for (int x = 0; x < 20; ++x) {
        dotted.setPixel(x, 5, 0xFFFFFFFF);
    }
    EXPECT_DOUBLE_EQ(difference_of(dotted, one).share, 0.002);
    EXPECT_EQ(difference_of(QImage{99, 100, QImage::Format_RGB32}, one).share, 1);
}

} // namespace
} // namespace cityproof::gui
