// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"
#include "wait_until.hpp"

namespace cityproof::gui::testing {

/// A folder with files that tell the fake engine (fake_engine.cpp) what to do.
class FakeEngineTest : public ::testing::Test {
  protected:
    static QString fake_engine() { return QStringLiteral(CITYPROOF_FAKE_ENGINE); }

    std::filesystem::path path_of(const std::string& name) const { return folder_.path() / name; }

    QString folder() const { return QString::fromStdString(folder_.path().string()); }

    /// The file of a mode, made when it is first asked for.
    QString file_of(const std::string& mode) const {
        const std::filesystem::path path = path_of(mode + ".yaml");
        std::ofstream{path} << "# fake: " << mode << '\n';
        return QString::fromStdString(path.string());
    }

    cityproof::testing::TemporaryFolder folder_;
};

} // namespace cityproof::gui::testing
