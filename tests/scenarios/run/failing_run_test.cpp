// SPDX-License-Identifier: Apache-2.0
// A model that fails at 150 s of simulated time: the error names time and entity, and what was
// recorded before it, the frames at 60 and 120 s, is all there.
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/run/frame_recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/engine/sample_models.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

using engine::EntityContext;
using engine::Event;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr int meters = 3;

/// Hands frames on, as a run does.
class Hand final : public engine::RunObserver {
  public:
    explicit Hand(FrameRecorder& recorder) : recorder_{recorder} {}

    void on_window_end(SimTime window_end) override { recorder_.on_window_end(window_end); }

  private:
    FrameRecorder& recorder_;
};

class FailingRun : public ::testing::Test {
  protected:
    /// Meters publish once a second; at 150 s `fail` is called for the last one.
    void run(const std::function<void(EntityContext&)>& fail) {
        engine::Port load =
            engine::testing::make_port("services/meter_load", meters, Duration::seconds(1));
        engine::testing::SampleEntities entities{
            "meter", engine::testing::numbered("m", meters),
            [](std::uint32_t, EntityContext& context) {
                context.schedule_self(Duration::seconds(1), 1);
            },
            [&](std::uint32_t local, const Event&, EntityContext& context) {
                if (local == meters - 1 && context.now() == SimTime::at_seconds(150)) {
                    fail(context);
                }
                context.publish(load, local, context.now().to_seconds());
                context.schedule_self(Duration::seconds(1), 1);
            }};
        entities.owns(load).over(radio_).colocated({&place_, &place_, &place_});
        io::RunFileLayout layout;
        layout.tables = {
            {"meter", engine::testing::numbered("m", meters), std::vector<io::Geometry>(meters)}};
        layout.axes = {{record_axis}};
        layout.channels = {{"services/meter_load", "1", "meter", record_axis, "of a test"}};
        io::RunFileWriter file{path_, layout};
        FrameRecorder recorder{{.every = Duration::seconds(60),
                                .vehicles_every = {},
                                .end = SimTime::at_seconds(600),
                                .ports = {&load}}};
        recorder.write_to(file);
        engine::Engine engine{{.threads = 2, .partitions = 2}};
        engine.add(entities);
        engine.add_to_group(engine.add_group("instant group"), recorder, engine::Phase::record, 0);
        Hand hand{recorder};
        engine.run(SimTime::at_seconds(600), &hand);
    }

    /// Runs into the error and looks at what is left.
    void expect_named_and_intact(const std::function<void(EntityContext&)>& fail,
                                 const std::string& message) {
        try {
            run(fail);
            FAIL() << "nothing thrown";
        } catch (const ModelError& error) {
            EXPECT_EQ(error.when(), SimTime::at_seconds(150));
            EXPECT_THAT(error.entity(), StartsWith("meter m"));
            EXPECT_THAT(error.what(), HasSubstr(message));
        }
        EXPECT_FALSE(std::filesystem::exists(path_));
        const auto recovered = folder_.path() / "recovered.h5";
        io::recover_run_file(path_.string() + ".part", recovered);
        const io::RunFileReader file{recovered};
        EXPECT_THAT(file.times_s(record_axis), ::testing::ElementsAre(60, 120));
        // Published at 119 s, valid one second later.
        EXPECT_THAT(file.frame("services/meter_load", 1), ::testing::ElementsAre(119, 119, 119));
    }

    engine::LinkSpec radio_{"radio", Duration::seconds(2)};

  private:
    engine::Colocation place_{"yard", 8};
    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "run.h5";
};

TEST_F(FailingRun, by_a_message_below_its_links_delay_names_it_and_keeps_what_was_recorded) {
    expect_named_and_intact(
        [this](EntityContext& context) { context.send(radio_, 0, Duration::seconds(1), 2); },
        "over link radio with a delay of 0:00:01, below its declared least delay of 0:00:02");
}

TEST_F(FailingRun, by_an_endless_loop_without_delay_names_it_and_keeps_what_was_recorded) {
    expect_named_and_intact([](EntityContext& context) { context.send_at_once(context.self(), 1); },
                            "no rest of colocation yard after 8 rounds");
}

TEST_F(FailingRun, by_a_time_beyond_all_times_names_it_and_keeps_what_was_recorded) {
    expect_named_and_intact(
        [](EntityContext& context) {
            context.schedule_self(Duration::nanoseconds(SimTime::never().ns() - 1), 1);
        },
        "simulated time overflows");
}

TEST_F(FailingRun, by_a_model_that_throws_names_it_and_keeps_what_was_recorded) {
    expect_named_and_intact([](EntityContext&) { throw std::runtime_error("no such tariff"); },
                            "no such tariff");
}

} // namespace
} // namespace cityproof::scenarios
