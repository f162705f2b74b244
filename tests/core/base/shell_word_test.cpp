// SPDX-License-Identifier: Apache-2.0
#include "core/base/shell_word.hpp"

#include <gtest/gtest.h>

namespace cityproof {
namespace {

// Expected texts: POSIX 2.2.2, a single quote cannot occur within single quotes.
TEST(ShellWord, plain_words_stay_and_all_others_are_quoted) {
    EXPECT_EQ(shell_word("runs/base-1.h5"), "runs/base-1.h5");
    EXPECT_EQ(shell_word("--set"), "--set");
    EXPECT_EQ(shell_word("energy.tick=30 s"), "'energy.tick=30 s'");
    EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
    EXPECT_EQ(shell_word("$HOME"), "'$HOME'");
    EXPECT_EQ(shell_word(""), "''");
}

} // namespace
} // namespace cityproof
