// SPDX-License-Identifier: Apache-2.0
// The file of a checkpoint: always one good one, and what is refused.
#include "core/base/errors.hpp"
#include "scenarios/run/build_id.hpp"
#include "scenarios/run/checkpoint.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::vector<RunInput> inputs{{"scenario", "12"}, {"city", "34"}, {"seed", "7"}};
const CheckpointMoment moment{SimTime::at_seconds(3600), {{60, 360}, 2, 41, 123456}};

void save_number(engine::StateWriter& out) {
    out.section("number");
    out.put(std::int64_t{42});
}

class CheckpointFile : public ::testing::Test {
  protected:
    void write(const std::vector<RunInput>& of = inputs) {
        CheckpointWriter writer{run_, of, {}};
        writer.write(moment, save_number);
    }

    std::string bytes() const {
        std::ifstream file{path_, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    void replace(const std::string& content) const {
        std::ofstream{path_, std::ios::binary} << content;
    }

    std::string refusal(const std::vector<RunInput>& of = inputs) const {
        try {
            const Checkpoint checkpoint{run_, of};
            return "not refused";
        } catch (const InputError& error) {
            return error.what();
        }
    }

    cityproof::testing::TemporaryFolder folder_;
    fs::path run_ = folder_.path() / "run.h5";
    fs::path path_ = folder_.path() / "run.h5.checkpoint";
};

TEST_F(CheckpointFile, comes_back_with_its_moment_and_its_sections) {
    write();
    Checkpoint checkpoint{run_, inputs};
    EXPECT_EQ(checkpoint.moment().at, moment.at);
    EXPECT_EQ(checkpoint.moment().position, moment.position);
    checkpoint.state().section("number");
    EXPECT_EQ(checkpoint.state().get<std::int64_t>(), 42);
    EXPECT_NO_THROW(checkpoint.finish());
}

TEST_F(CheckpointFile, of_other_inputs_is_refused_and_the_input_named) {
    write();
    EXPECT_EQ(refusal(), "not refused");
    EXPECT_THAT(refusal({{"scenario", "12"}, {"city", "34"}, {"seed", "8"}}),
                HasSubstr("is of a run with seed 7, and this one has 8"));
    EXPECT_THAT(refusal({{"scenario", "12"}, {"city", "35"}, {"seed", "7"}}),
                HasSubstr("is of a run with another city"));
    EXPECT_NE(refusal({{"scenario", "12"}}), "not refused");
    EXPECT_NE(refusal({{"scenario", "12"}, {"city", "34"}, {"seed", "7"}, {"more", "1"}}),
              "not refused");
}

TEST_F(CheckpointFile, that_is_not_there_is_refused_with_what_to_do) {
    EXPECT_THAT(refusal(), AllOf(HasSubstr("there is no checkpoint"), HasSubstr("from the start")));
}

TEST_F(CheckpointFile, cut_short_anywhere_is_refused) {
    write();
    const std::string whole = bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        replace(whole.substr(0, size));
        EXPECT_NE(refusal(), "not refused") << size;
    }
}

TEST_F(CheckpointFile, with_any_byte_changed_is_refused) {
    write();
    const std::string whole = bytes();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
        replace(damaged);
        // A changed name of a section is its reader's to refuse.
        const std::size_t name = whole.find("number");
        if (i < name || i >= name + 6) {
            EXPECT_NE(refusal(), "not refused") << i;
        }
    }
}

TEST_F(CheckpointFile, of_a_newer_format_is_refused_as_such) {
    std::stringstream state;
    engine::StateWriter out{state};
    out.section("cityproof checkpoint");
    out.put(std::uint32_t{2});
    out.put(std::string_view{"whatever"});
    out.finish();
    replace(state.str());
    EXPECT_THAT(refusal(),
                HasSubstr("is a checkpoint of format 2, and this program knows format 1"));
}

TEST_F(CheckpointFile, failed_one_leaves_the_one_before) {
    CheckpointWriter writer{run_, inputs, {}};
    writer.write(moment, save_number);
    const std::string before = bytes();
    const CheckpointMoment later{SimTime::at_seconds(7200), moment.position};
    EXPECT_THROW(
        writer.write(later, [](engine::StateWriter&) { throw std::runtime_error("a model"); }),
        std::runtime_error);
    EXPECT_EQ(bytes(), before);
    EXPECT_EQ(writer.last(), moment.at);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_.path()}, {}), 1);
}

TEST_F(CheckpointFile, that_cannot_be_written_is_an_error_that_names_it) {
    fs::create_directory(path_.string() + ".new");
    std::ofstream{path_.string() + ".new/inner"} << "x"; // so that it cannot be removed
    CheckpointWriter writer{run_, inputs, {}};
    try {
        writer.write(moment, save_number);
        FAIL() << "nothing was thrown";
    } catch (const EngineError& error) {
        EXPECT_THAT(error.what(), HasSubstr("run.h5.checkpoint: Is a directory"));
    }
    EXPECT_FALSE(writer.last());
}

TEST_F(CheckpointFile,
       of_an_earlier_run_goes_when_a_new_run_starts_and_stays_for_one_that_resumes) {
    write();
    {
        const CheckpointWriter resumed{run_, inputs, moment.at};
        EXPECT_EQ(resumed.last(), moment.at);
    }
    EXPECT_TRUE(fs::exists(path_));
    const CheckpointWriter fresh{run_, inputs, {}};
    EXPECT_FALSE(fs::exists(path_));
    EXPECT_FALSE(fresh.last());
}

TEST(BuildId, is_forty_hexadecimal_digits_here) {
    // The SHA-1 that GNU ld writes by default.
    EXPECT_EQ(build_id().size(), 40U);
    EXPECT_EQ(build_id().find_first_not_of("0123456789abcdef"), std::string::npos);
}

} // namespace
} // namespace cityproof::scenarios
