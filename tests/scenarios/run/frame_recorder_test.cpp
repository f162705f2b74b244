// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/run/frame_recorder.hpp"

#include <gtest/gtest.h>

#include <cmath>

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
                                .readings = &reading},
                               file};
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

} // namespace
} // namespace cityproof::scenarios
