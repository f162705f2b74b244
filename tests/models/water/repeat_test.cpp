// SPDX-License-Identifier: Apache-2.0
#include "core/base/stable_hash.hpp"

#include <thread>

#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

using contracts::CommandKind;

/// Two hours of Net3 with an outage and a closed pipe; folds the bits of all that is published.
std::uint64_t hash_of_run(const std::filesystem::path& file, double off) {
    PumpSupply supply{2};
    WaterNetwork model{
        {.network = file,
         .start_at = Duration::seconds(7200),
         .end = at(7200),
         .pressure_driven = PressureDriven{.minimum_pressure_m = 0, .required_pressure_m = 20}}};
    model.set_pump_supply(supply.port());
    model.receive(command(CommandKind::close_pipe, "pipe", "20", at(1000)), at(0));
    model.receive(command(CommandKind::open_pipe, "pipe", "20", at(2000)), at(0));
    std::uint64_t hash = 0;
    run(
        model, at(7200),
        [&](SimTime now) {
            for (const engine::Port* output : model.outputs()) {
                for (const double value : output->read(now)) {
                    hash = fold_hash(hash, value);
                }
            }
        },
        [&](SimTime now) {
            if (now == at(off) || now == at(3600)) {
                supply.set(now, 1, now == at(3600));
            }
        });
    return hash;
}

TEST(WaterRepeats, same_input_gives_the_same_bits_in_one_thread_and_in_several) {
    CITYPROOF_REQUIRE_DATA(packed, "water/networks/Net3.inp.gz");
    const InpFolder folder;
    const auto file = folder.unpack(packed);
    const std::uint64_t first = hash_of_run(file, 1800);
    EXPECT_EQ(hash_of_run(file, 1800), first);
    const std::uint64_t other = hash_of_run(file, 1860);
    EXPECT_NE(other, first) << "the hash sees a change of one minute";
    for (int round = 0; round < 5; ++round) {
        std::array<std::uint64_t, 4> hashes{};
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            threads.emplace_back(
                [&hashes, &file, i] { hashes[i] = hash_of_run(file, i % 2 == 0 ? 1800 : 1860); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        EXPECT_EQ(hashes, (std::array<std::uint64_t, 4>{first, other, first, other}));
    }
}

} // namespace
} // namespace cityproof::water
