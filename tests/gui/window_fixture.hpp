// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/view/map_view.hpp"
#include "gui/window/main_window.hpp"

#include <QApplication>
#include <QTest>

#include <gtest/gtest.h>

#include "sample_town.hpp"
#include "tests/support/test_data.hpp"
#include "wait_until.hpp"

namespace cityproof::gui::testing {

/// A scenario of "town.city" beside it.
inline const char* const town_scenario = "format: 1\n"
                                         "name: Town\n"
                                         "city: town.city\n"
                                         "start: \"2026-11-10 06:30\"\n"
                                         "time_zone: Europe/Berlin\n"
                                         "duration: 30 min\n"
                                         "events:\n"
                                         "  - id: dark\n"
                                         "    at: 5 min\n"
                                         "    action: supply_loss\n"
                                         "    target: signal/south\n"
                                         "policies: [adaptive_signals]\n";

/// A window on the sample town.
class WindowTest : public ::testing::Test {
  protected:
    WindowTest() {
        cityproof::testing::write_town(path_);
        window_.set_colours(Colours::light);
        window_.resize(1300, 820);
        window_.show();
        window_.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window_));
    }

    void open() { open(path_); }

    void open(const std::filesystem::path& path) {
        window_.open(QString::fromStdString(path.string()));
        ASSERT_TRUE(wait_until([&] {
            return window_.store().facts() &&
                   window_.store().facts()->file.starts_with(path.string()) && window_.is_settled();
        }));
    }

    bool settle() {
        QApplication::processEvents();
        return wait_until([&] { return window_.is_settled(); });
    }

    /// Where a point of the city is on the map's widget.
    QPoint on_map(double x_m, double y_m) {
        return window_.map()->camera().to_screen({x_m, y_m}).toPoint();
    }

    void click_map(double x_m, double y_m) {
        QTest::mouseClick(window_.map(), Qt::LeftButton, {}, on_map(x_m, y_m));
    }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "run.h5";
    MainWindow window_;
};

} // namespace cityproof::gui::testing
