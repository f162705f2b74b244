// SPDX-License-Identifier: Apache-2.0
// Windows for tests, without a screen unless CITYPROOF_GUI_PLATFORM names a platform that has one
// (xcb under Xvfb). Qt starts once for all tests of a program and not for the list of their names.
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <array>
#include <memory>

namespace cityproof::gui {
namespace {

class WidgetEnvironment : public ::testing::Environment {
  public:
    void SetUp() override {
        const QByteArray wanted = qgetenv("CITYPROOF_GUI_PLATFORM");
        qputenv("QT_QPA_PLATFORM", wanted.isEmpty() ? QByteArray{"offscreen"} : wanted);
        folder_ = std::make_unique<QTemporaryDir>();
        if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) {
            qputenv("XDG_RUNTIME_DIR", folder_->path().toUtf8());
        }
#ifdef CITYPROOF_FAKE_ENGINE
        // There is no `cityproof` beside a test.
        if (qEnvironmentVariableIsEmpty("CITYPROOF_PROGRAM")) {
            qputenv("CITYPROOF_PROGRAM", CITYPROOF_FAKE_ENGINE);
        }
#endif
        QLocale::setDefault(QLocale::c());
        // Nobody's own settings are read or written.
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_->path());
        QApplication::setApplicationName(QStringLiteral("cityproof"));
        QApplication::setOrganizationName(QStringLiteral("cityproof"));
        application_ = std::make_unique<QApplication>(count_, arguments_.data());
    }

    void TearDown() override {
        application_.reset();
        folder_.reset();
    }

  private:
    std::array<char, 10> name_{"cityproof"};
    std::array<char*, 2> arguments_{name_.data(), nullptr};
    int count_ = 1;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<QApplication> application_;
};

// GoogleTest owns and deletes it.
[[maybe_unused]] const ::testing::Environment* const environment =
    ::testing::AddGlobalTestEnvironment(new WidgetEnvironment);

} // namespace
} // namespace cityproof::gui
