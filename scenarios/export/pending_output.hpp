// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace cityproof::exporting {

/// A result that is not complete: everything is written into a temporary folder beside its final
/// place and moved there by place(). When something fails before, nothing is left and what stood at
/// the final place stands there still.
class PendingOutput {
  public:
    /// Parameters: `replace` allows to put a file in the place of another one; a folder is never
    /// replaced. Errors: InputError when something is there already, or its folder cannot be
    /// written.
    PendingOutput(const std::filesystem::path& output, bool replace);
    PendingOutput(const PendingOutput&) = delete;
    PendingOutput& operator=(const PendingOutput&) = delete;
    ~PendingOutput();

    /// Where to write the result meanwhile: a file or a folder, which is not there yet.
    const std::filesystem::path& path() const { return path_; }

    /// Gives the result its name. Errors: EngineError.
    void place();

  private:
    std::filesystem::path output_;
    std::filesystem::path folder_;
    std::filesystem::path path_;
};

} // namespace cityproof::exporting
