// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/lease.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <utility>

#include "tests/support/test_data.hpp"

namespace cityproof::study {
namespace {

class LeaseFile : public ::testing::Test {
  protected:
    void write_foreign(std::chrono::seconds age) const {
        std::ofstream{file_} << "another-host boot 1 2\n";
        const auto then = static_cast<time_t>(::time(nullptr) - age.count());
        const timespec times[2]{{then, 0}, {then, 0}};
        ASSERT_EQ(::utimensat(AT_FDCWD, file_.c_str(), times, 0), 0);
    }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "run";
};

TEST_F(LeaseFile, one_process_has_it_until_it_gives_it_back) {
    {
        const auto lease = Lease::take(file_);
        EXPECT_TRUE(lease);
        EXPECT_FALSE(Lease::take(file_));
    }
    EXPECT_FALSE(std::filesystem::exists(file_));
    EXPECT_TRUE(Lease::take(file_));
}

TEST_F(LeaseFile, that_of_a_dead_process_is_taken_over) {
    const pid_t child = ::fork();
    if (child == 0) {
        auto lease = Lease::take(file_);
        _exit(lease ? 0 : 1); // without giving it back
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    ASSERT_TRUE(std::filesystem::exists(file_));
    EXPECT_TRUE(Lease::take(file_));
}

TEST_F(LeaseFile, that_of_another_machine_is_believed_for_a_while) {
    write_foreign(std::chrono::minutes{1});
    EXPECT_FALSE(Lease::take(file_));
    write_foreign(lease_patience + std::chrono::minutes{1});
    EXPECT_TRUE(Lease::take(file_));
}

TEST_F(LeaseFile, moving_it_moves_the_right) {
    auto first = Lease::take(file_);
    ASSERT_TRUE(first);
    const Lease second{std::move(*first)};
    first.reset();
    EXPECT_TRUE(std::filesystem::exists(file_));
}

} // namespace
} // namespace cityproof::study
