// SPDX-License-Identifier: Apache-2.0
// The file that runs begin from: what it says of itself, and what is refused. A twin without any
// section is enough for that.
#include "core/base/errors.hpp"
#include "scenarios/run/saved_state.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class SavedStateFile : public ::testing::Test {
  protected:
    SavedStateFile() {
        scenario_.file = "branch.yaml";
        scenario_.name = "warm-up";
        scenario_.start_local = "2026-11-10 06:30";
        scenario_.time_zone = "Europe/Berlin";
        scenario_.seed = 7;
        scenario_.duration = Duration::seconds(3600);
        city_.content_hash = "12ab";
        Twin twin{scenario_, city_, 1};
        save_state(path_, scenario_, city_.content_hash, twin, SimTime::at_seconds(0));
        scenario_.from_state = path_;
    }

    std::string bytes() const {
        std::ifstream file{path_, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    void replace(const std::string& content) const {
        std::ofstream{path_, std::ios::binary} << content;
    }

    std::string refusal() const {
        try {
            state_to_begin_from(scenario_, city_);
            return "not refused";
        } catch (const InputError& error) {
            return error.what();
        } catch (const ProblemsError& error) {
            std::string all;
            for (const Problem& problem : error.problems()) {
                all += to_string(problem) + "\n";
            }
            return all;
        }
    }

    cityproof::testing::TemporaryFolder folder_;
    fs::path path_ = folder_.path() / "warm.state";
    Scenario scenario_;
    io::City city_;
};

TEST_F(SavedStateFile, says_what_it_is_of) {
    const auto state = state_to_begin_from(scenario_, city_);
    ASSERT_NE(state, nullptr);
    EXPECT_EQ(state->header().at, SimTime::zero());
    EXPECT_EQ(state->header().warm_up, "warm-up");
    EXPECT_EQ(state->header().seed, 7U);
    EXPECT_EQ(state->header().city_hash, "12ab");
    EXPECT_FALSE(fs::exists(path_.string() + ".new"));
}

TEST_F(SavedStateFile, has_a_hash_of_its_content) {
    const std::string hash = state_to_begin_from(scenario_, city_)->content_hash();
    EXPECT_EQ(state_to_begin_from(scenario_, city_)->content_hash(), hash);
    Scenario other = scenario_;
    other.seed = 8;
    Twin twin{other, city_, 1};
    save_state(path_, other, city_.content_hash, twin, SimTime::zero());
    EXPECT_NE(state_to_begin_from(scenario_, city_)->content_hash(), hash);
}

TEST_F(SavedStateFile, of_another_city_or_start_is_refused_with_everything_that_is_wrong) {
    EXPECT_EQ(refusal(), "not refused");
    city_.content_hash = "34cd";
    scenario_.start_local = "2026-11-10 07:00";
    scenario_.time_zone = "Europe/Paris";
    scenario_.water = WaterSection{};
    EXPECT_THAT(refusal(), HasSubstr("the state of another city"));
    EXPECT_THAT(refusal(), HasSubstr("start: is 2026-11-10 07:00"));
    EXPECT_THAT(refusal(), HasSubstr("time_zone: is Europe/Paris"));
    EXPECT_THAT(refusal(), HasSubstr("water: is not simulated in the saved state"));
}

TEST_F(SavedStateFile, run_that_ends_at_the_state_is_refused) {
    scenario_.duration = {};
    EXPECT_THAT(refusal(), HasSubstr("ends at or before the saved state"));
}

TEST_F(SavedStateFile, cut_short_anywhere_is_refused) {
    const std::string whole = bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        replace(whole.substr(0, size));
        EXPECT_NE(refusal(), "not refused") << size;
    }
}

TEST_F(SavedStateFile, of_another_build_can_be_looked_at_but_not_begun_from) {
    std::stringstream file;
    engine::StateWriter out{file};
    out.section("cityproof saved state");
    out.put(std::uint32_t{1});
    out.put(std::string_view{"another"});
    out.put(std::string_view{"x86_64"});
    out.put(SimTime::zero());
    for (const char* text : {"12ab", "2026-11-10 06:30", "Europe/Berlin"}) {
        out.put(std::string_view{text});
    }
    out.put(std::uint32_t{7});
    out.put(std::string_view{"warm-up"});
    out.put(std::string_view{"hash"});
    out.section("end");
    out.finish();
    replace(file.str());
    EXPECT_THAT(refusal(), HasSubstr("another build of Cityproof"));
    EXPECT_NO_THROW(state_to_begin_from(scenario_, city_, SavedState::Use::look));
}

TEST_F(SavedStateFile, is_saved_only_at_the_end_of_a_whole_re_basing_interval) {
    EXPECT_NO_THROW(require_state_can_be_saved(scenario_, path_));
    scenario_.duration = Duration::seconds(3601);
    EXPECT_THROW(require_state_can_be_saved(scenario_, path_), InputError);
}

} // namespace
} // namespace cityproof::scenarios
