// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace cityproof::scenarios {

/// A package that is built beside its final place and gets its name only when it is whole. What is
/// not published is removed again.
class PackageFolder {
  public:
    /// Errors: InputError when `target` exists and `force` is not set, when it exists and is no
    /// city package, or when its parent folder does not exist or cannot be written.
    PackageFolder(std::filesystem::path target, bool force);
    ~PackageFolder();
    PackageFolder(const PackageFolder&) = delete;
    PackageFolder& operator=(const PackageFolder&) = delete;

    /// Where to build; exists and is empty at first.
    const std::filesystem::path& path() const { return building_; }

    /// Syncs the files and renames the folder to its final name; a package that stood there is
    /// exchanged in one step and removed. Errors: EngineError with the system's reason; then what
    /// stood there stands there still.
    void publish();

  private:
    std::filesystem::path target_;
    std::filesystem::path building_;
};

} // namespace cityproof::scenarios
