// SPDX-License-Identifier: Apache-2.0
#include "io/text/files.hpp"
#include "io/text/text_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using ::testing::HasSubstr;

TEST(TextFile, holds_all_that_was_written_once_it_is_closed) {
    const cityproof::testing::TemporaryFolder folder;
    const std::string piece(100'000, 'x'); // more than a buffer
    TextFile file{folder.path() / "a"};
    file.write(piece);
    file.write("\nend");
    file.close();
    EXPECT_EQ(read_text_file(folder.path() / "a"), piece + "\nend");
}

TEST(TextFile, does_not_replace_a_file_and_needs_a_folder) {
    const cityproof::testing::TemporaryFolder folder;
    TextFile{folder.path() / "a"}.close();
    EXPECT_THAT(cityproof::testing::refusal([&] { TextFile{folder.path() / "a"}; }).message,
                HasSubstr("File exists"));
    EXPECT_THAT(cityproof::testing::refusal([&] { TextFile{folder.path() / "b" / "a"}; }).message,
                HasSubstr("No such file"));
}

} // namespace
} // namespace cityproof::io
