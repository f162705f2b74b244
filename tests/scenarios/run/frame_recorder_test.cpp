// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/run/frame_recorder.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/run/saved_state.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

SimTime at_ms(std::int64_t ms) {
    return SimTime::at_ns(ms * 1'000'000);
}

TEST(FrameRecorder, frame_holds_the_readings_up_to_its_instant_and_no_later_one) {
    const cityproof::testing::TemporaryFolder folder;
    const engine::Port reading{
        {"sensors/reading", "1", "sensor", "of a test"}, 2, Duration::seconds(1), std::nan("")};
    io::RunFileLayout layout;
    layout.tables = {{"sensor", {"a", "b"}, std::vector<io::Geometry>(2)}};
    layout.axes = {{record_axis}};
    layout.channels = {{"sensors/reading", "1", "sensor", record_axis, "of a test"}};
    const auto path = folder.path() / "run.h5";
    {
        io::RunFileWriter file{path, layout};
        FrameRecorder recorder{{.every = Duration::seconds(60),
                                .vehicles_every = {},
                                .end = SimTime::at_seconds(120),
                                .ports = {&reading},
                                .readings = &reading}};
        recorder.write_to(file);
        for (const std::int64_t frame_ms : {60'000, 120'000}) {
            recorder.on_publication(reading, 0, at_ms(frame_ms - 500), 1);
            recorder.act(at_ms(frame_ms));
            // A window lasts a second: what is read within it comes after the frame, too.
            recorder.on_publication(reading, 0, at_ms(frame_ms), 2);
            recorder.on_publication(reading, 1, at_ms(frame_ms + 500), 3);
            recorder.on_window_end(at_ms(frame_ms + 1000));
        }
        file.finish({}, 1, {});
    }
    const io::RunFileReader run{path};
    const std::vector<float> first = run.frame("sensors/reading", 0);
    EXPECT_EQ(first[0], 2);
    EXPECT_TRUE(std::isnan(first[1]));
    const std::vector<float> second = run.frame("sensors/reading", 1);
    EXPECT_EQ(second[0], 2);
    EXPECT_EQ(second[1], 3); // of the half second after the first frame
}

/// Two sensors' readings, a frame a minute, into a file.
class RecordedReadings {
  public:
    RecordedReadings() {
        layout_.tables = {{"sensor", {"a", "b"}, std::vector<io::Geometry>(2)}};
        layout_.axes = {{record_axis}};
        layout_.channels = {{"sensors/reading", "1", "sensor", record_axis, "of a test"}};
    }

    FrameRecorderConfig config() const {
        return {.every = Duration::seconds(60),
                .vehicles_every = {},
                .end = SimTime::at_seconds(180),
                .ports = {&reading_},
                .readings = &reading_};
    }

    const engine::Port& reading() const { return reading_; }

    const io::RunFileLayout& layout() const { return layout_; }

  private:
    engine::Port reading_{
        {"sensors/reading", "1", "sensor", "of a test"}, 2, Duration::seconds(1), std::nan("")};
    io::RunFileLayout layout_;
};

TEST(FrameRecorder, restored_one_has_the_readings_since_the_last_frame_and_its_rhythm) {
    const cityproof::testing::TemporaryFolder folder;
    const RecordedReadings readings;
    const auto path = folder.path() / "run.h5";
    {
        io::RunFileWriter file{path, readings.layout()};
        FrameRecorder recorder{readings.config()};
        recorder.write_to(file);
        recorder.act(at_ms(60'000));
        recorder.on_window_end(at_ms(61'000));
        recorder.on_publication(readings.reading(), 0, at_ms(80'000), 5);
        FrameRecorder restored{readings.config()};
        cityproof::testing::restore_from(recorder, restored);
        restored.write_to(file);
        EXPECT_EQ(restored.next_time(), at_ms(120'000));
        restored.on_publication(readings.reading(), 1, at_ms(100'000), 6);
        restored.act(at_ms(120'000));
        restored.on_window_end(at_ms(121'000));
        file.finish({}, 1, {});
    }
    const std::vector<float> second = io::RunFileReader{path}.frame("sensors/reading", 1);
    EXPECT_EQ(second[0], 5);
    EXPECT_EQ(second[1], 6);
}

} // namespace
} // namespace cityproof::scenarios
