// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QElapsedTimer>

namespace cityproof::gui::testing {

/// Lets events pass until something is true; false after some seconds.
template <typename Condition>
bool wait_until(Condition condition) {
    QElapsedTimer passed;
    passed.start();
    while (!condition()) {
        if (passed.elapsed() > 20'000) {
            return false;
        }
        QApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    return true;
}

} // namespace cityproof::gui::testing
