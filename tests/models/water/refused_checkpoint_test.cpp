// SPDX-License-Identifier: Apache-2.0
// States that a network does not take, and a network that has none.
#include <gmock/gmock.h>

#include "tests/models/water/checkpoint_fixture.hpp"

namespace cityproof::water {
namespace {

using ::testing::HasSubstr;

class RefusedCheckpoint : public ::testing::Test {
  protected:
    std::string state_of(const std::string& text) const {
        WaterNetwork model{half_hour(folder_.write(text))};
        run(model, at(599));
        model.rebase(at(600));
        return saved(model);
    }

    std::string refusal(const std::string& text, const std::string& state, double now = 600) const {
        WaterNetwork model{half_hour(folder_.write(text, "other.inp"))};
        try {
            restore(model, state, at(now));
        } catch (const InputError& error) {
            return error.what();
        }
        return "none";
    }

    InpFolder folder_;
};

TEST_F(RefusedCheckpoint, of_a_network_with_another_number_of_links) {
    const std::string other = std::regex_replace(town(""), std::regex{"P5 .* CV\n"}, "");
    EXPECT_THAT(refusal(other, state_of(town(""))), HasSubstr("run.checkpoint"));
    EXPECT_EQ(refusal(town(""), state_of(town(""))), "none") << "or this test shows nothing";
}

TEST_F(RefusedCheckpoint, of_another_time) {
    EXPECT_THAT(refusal(town(""), state_of(town("")), 660), HasSubstr("another time"));
}

/// Each byte of the content in turn is wrong, with a hash that fits: what is read is refused or
/// taken, and nothing else happens.
TEST_F(RefusedCheckpoint, or_taken_but_never_a_crash_whatever_byte_is_wrong) {
    const std::string state = state_of(town(""));
    constexpr std::size_t header = 8 + 5 + 8 + 8; // name's length, "water", length, hash
    std::size_t refused = 0;
    for (std::size_t i = header; i < state.size(); ++i) {
        std::string wrong = state;
        wrong[i] = static_cast<char>(wrong[i] ^ 0x7f);
        const std::uint64_t hash = stable_hash(std::string_view{wrong}.substr(header));
        wrong.replace(header - 8, 8, reinterpret_cast<const char*>(&hash), 8);
        refused += refusal(town(""), wrong) == "none" ? 0 : 1;
    }
    EXPECT_GT(refused, 50U);
}

TEST_F(RefusedCheckpoint, of_a_network_that_asks_for_water_quality) {
    const auto file = folder_.write(
        std::regex_replace(town(""), std::regex{"Units LPS"}, "Units LPS\nQuality Age"));
    WaterNetwork model{half_hour(file)};
    run(model, at(599));
    model.rebase(at(600));
    try {
        saved(model);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("water-quality runs cannot be resumed"));
        EXPECT_THAT(error.what(), HasSubstr(file.string()));
    }
}

} // namespace
} // namespace cityproof::water
