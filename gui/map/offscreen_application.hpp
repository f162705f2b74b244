// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace cityproof::gui {

/// Qt for drawing pictures without a screen: fonts and images, no window, whatever platform the
/// desktop's settings name. One at a time, for as long as pictures are drawn. Leaves nothing behind
/// on the disk.
class OffscreenApplication {
  public:
    OffscreenApplication();
    OffscreenApplication(const OffscreenApplication&) = delete;
    OffscreenApplication& operator=(const OffscreenApplication&) = delete;
    ~OffscreenApplication();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::gui
