// SPDX-License-Identifier: Apache-2.0
// Fonts and images need Qt to run; it starts once for all tests of a program and not for the list
// of their names.
#include "gui/map/offscreen_application.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace cityproof::gui {
namespace {

class QtEnvironment : public ::testing::Environment {
  public:
    void SetUp() override { application_ = std::make_unique<OffscreenApplication>(); }

    void TearDown() override { application_.reset(); }

  private:
    std::unique_ptr<OffscreenApplication> application_;
};

// GoogleTest owns and deletes it.
[[maybe_unused]] const ::testing::Environment* const environment =
    ::testing::AddGlobalTestEnvironment(new QtEnvironment);

} // namespace
} // namespace cityproof::gui
