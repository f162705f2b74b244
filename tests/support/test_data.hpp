// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace cityproof::testing {

/// A file or folder of the shared test data: below $CITYPROOF_TEST_DATA, else ../shared/data beside
/// the project.
inline std::optional<std::filesystem::path> test_data(std::string_view relative) {
    const char* given = std::getenv(
        "CITYPROOF_TEST_DATA"); // NOLINT(concurrency-mt-unsafe): tests set no environment
    const std::filesystem::path root =
        given != nullptr ? std::filesystem::path{given}
                         : std::filesystem::path{CITYPROOF_SOURCE_DIR} / ".." / "shared" / "data";
    const std::filesystem::path path = root / relative;
    if (!std::filesystem::exists(path)) {
        return std::nullopt;
    }
    return std::filesystem::canonical(path);
}

/// A fresh folder below the test's own temporary folder, removed at the end of the scope.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "cityproof-test-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        path_ = pattern;
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace cityproof::testing

/// Declares `variable` as the path of shared test data, or skips the test with a reason.
#define CITYPROOF_REQUIRE_DATA(variable, relative)                                                 \
    const auto variable##_found = cityproof::testing::test_data(relative);                         \
    if (!variable##_found) {                                                                       \
        GTEST_SKIP() << "test data " << (relative) << " is not there (set CITYPROOF_TEST_DATA)";   \
    }                                                                                              \
    const std::filesystem::path variable = *variable##_found
