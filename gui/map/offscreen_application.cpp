// SPDX-License-Identifier: Apache-2.0
#include "gui/map/offscreen_application.hpp"

#include <QGuiApplication>
#include <QLocale>
#include <QTemporaryDir>

#include <array>

namespace cityproof::gui {

namespace {

/// The environment that Qt is to meet, set before it starts.
class Environment {
  public:
    Environment() {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // Without this variable Qt warns and makes a folder of its own beside everybody's temporary
        // files.
        if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR") && folder_.isValid()) {
            qputenv("XDG_RUNTIME_DIR", folder_.path().toUtf8());
        }
    }

  private:
    QTemporaryDir folder_;
};

} // namespace

class OffscreenApplication::Impl {
  public:
    // The same picture whatever the system speaks.
    Impl() { QLocale::setDefault(QLocale::c()); }

  private:
    Environment environment_;
    std::array<char, 10> name_{"cityproof"};
    std::array<char*, 2> arguments_{name_.data(), nullptr};
    int count_ = 1;
    QGuiApplication application_{count_, arguments_.data()};
};

OffscreenApplication::OffscreenApplication() : impl_{std::make_unique<Impl>()} {
}

OffscreenApplication::~OffscreenApplication() = default;

} // namespace cityproof::gui
