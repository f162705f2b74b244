// SPDX-License-Identifier: Apache-2.0
// /trace in run files: every expected value follows from its place, see sample_block.
#include "core/base/errors.hpp"
#include "io/run_file/trace_reader.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

#include "sample_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using namespace cityproof::testing;
using ::testing::HasSubstr;

constexpr std::uint64_t windows = 30;
constexpr std::uint64_t events_a_window = 1000; // more in all than a chunk holds

RunFileLayout traced_layout(TraceDetail detail = TraceDetail::events) {
    RunFileLayout layout = sample_layout({});
    layout.trace = TraceLayout{.detail = detail};
    if (detail == TraceDetail::events) {
        layout.trace->entities = {"meter/a", "meter/ä long one"};
        layout.trace->partitions = {3, 0};
    }
    return layout;
}

TraceEvent sample_trace_event(std::uint64_t row) {
    return {.time_ns = static_cast<std::int64_t>(row) * -3,
            .sequence = ~row,
            .whole = -static_cast<std::int64_t>(row),
            .real = static_cast<double>(row) / 3,
            .source = static_cast<std::uint32_t>(row % 2),
            .target = static_cast<std::uint32_t>((row + 1) % 2),
            .kind = static_cast<std::uint16_t>(row * 7),
            .delta = static_cast<std::uint16_t>(row % 65536),
            .phase = static_cast<std::uint8_t>(row % 7)};
}

/// Window number `w`, counted from 0, with one act, one cause and one publication.
TraceBlock sample_block(std::uint64_t w) {
    TraceBlock block;
    if (w == 0) {
        block.new_models = {"water"};
        block.new_ports = {{"services/load", "meter"}};
    }
    block.windows = {{.number = w + 1,
                      .begin_ns = static_cast<std::int64_t>(w) * 100,
                      .end_ns = static_cast<std::int64_t>(w) * 100 + 50,
                      .hash = 0xfedc'ba98'7654'3210U + w,
                      .acts = {w, 1},
                      .events = {w * events_a_window, events_a_window},
                      .causes = {w, 1},
                      .publications = {w, 1}}};
    block.acts = {{.time_ns = 5, .published = ~w, .model = 0, .delta = 65535}};
    for (std::uint64_t i = 0; i < events_a_window; ++i) {
        block.events.push_back(sample_trace_event(w * events_a_window + i));
    }
    block.causes = {{.sequence = w, .cause_sequence = TraceCause::none, .source = 1}};
    block.publications = {
        {.time_ns = 6, .sequence = w, .value = -0.0, .source = 1, .port = 0, .element = 9}};
    return block;
}

void write_traced(const std::filesystem::path& path, bool complete = true,
                  const std::function<void(TraceBlock&)>& change = {}) {
    RunFileWriter writer{path, traced_layout()};
    writer.append_frame("record", 60, sample_frame(sample_layout({}), "record", 0));
    for (std::uint64_t w = 0; w < windows; ++w) {
        TraceBlock block = sample_block(w);
        if (change) {
            change(block);
        }
        writer.append_trace(std::move(block));
    }
    if (complete) {
        writer.finish({}, 7, {});
    } else {
        writer.abandon();
    }
}

bool same(const TraceEvent& a, const TraceEvent& b) {
    return a.time_ns == b.time_ns && a.sequence == b.sequence && a.whole == b.whole &&
           a.real == b.real && a.source == b.source && a.target == b.target && a.kind == b.kind &&
           a.delta == b.delta && a.phase == b.phase;
}

void expect_sample_trace(const std::filesystem::path& path) {
    const TraceReader reader{path};
    EXPECT_EQ(reader.detail(), TraceDetail::events);
    EXPECT_EQ(reader.entities(), (std::vector<std::string>{"meter/a", "meter/ä long one"}));
    EXPECT_EQ(reader.partition_of(0), 3U);
    EXPECT_EQ(reader.models(), std::vector<std::string>{"water"});
    EXPECT_EQ(reader.ports(), (std::vector<TracePort>{{"services/load", "meter"}}));
    ASSERT_EQ(reader.window_count(), windows);
    ASSERT_EQ(reader.event_count(), windows * events_a_window);
    const TraceWindow last = reader.windows(windows - 1, 1).at(0);
    const TraceWindow expected = sample_block(windows - 1).windows[0];
    EXPECT_EQ(last.number, expected.number);
    EXPECT_EQ(last.begin_ns, expected.begin_ns);
    EXPECT_EQ(last.end_ns, expected.end_ns);
    EXPECT_EQ(last.hash, expected.hash);
    EXPECT_EQ(last.events, expected.events);
    const std::vector<TraceEvent> events = reader.events({17, 20'000});
    for (std::uint64_t i = 0; i < events.size(); ++i) {
        ASSERT_TRUE(same(events[i], sample_trace_event(17 + i))) << i;
    }
    const TraceAct act = reader.acts(last.acts).at(0);
    EXPECT_EQ(act.published, ~(windows - 1));
    EXPECT_EQ(act.delta, 65535U);
    EXPECT_EQ(reader.causes(last.causes).at(0).cause_sequence, TraceCause::none);
    const TracePublication publication = reader.publications(last.publications).at(0);
    EXPECT_TRUE(std::signbit(publication.value));
    EXPECT_EQ(publication.element, 9U);
}

std::string refusal(const std::function<void()>& read) {
    try {
        read();
        return "not refused";
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(Trace, comes_back_bit_by_bit) {
    const TemporaryFolder folder;
    write_traced(folder.path() / "run.h5");
    expect_sample_trace(folder.path() / "run.h5");
    EXPECT_EQ(RunFileReader{folder.path() / "run.h5"}.trace_hash(), 7U);
}

TEST(Trace, of_an_interrupted_run_is_recovered_with_its_file) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    write_traced(path, false);
    recover_run_file(path.string() + ".part", path);
    expect_sample_trace(path);
    EXPECT_EQ(RunFileReader{path}.trace_hash(), std::nullopt);
}

TEST(Trace, of_windows_alone_holds_no_rows_beside_them) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    RunFileWriter writer{path, traced_layout(TraceDetail::windows)};
    TraceBlock block;
    block.windows = {{.number = 1, .begin_ns = 0, .end_ns = 5, .hash = 11},
                     {.number = 2, .begin_ns = 5, .end_ns = 9, .hash = 12}};
    writer.append_trace(std::move(block));
    writer.finish({}, 7, {});
    const TraceReader reader{path};
    EXPECT_EQ(reader.detail(), TraceDetail::windows);
    EXPECT_EQ(reader.windows(0, 2).at(1).hash, 12U);
    EXPECT_EQ(reader.event_count(), 0U);
}

TEST(Trace, is_missed_in_one_sentence_that_names_the_option) {
    const TemporaryFolder folder;
    write_sample(folder.path() / "run.h5");
    EXPECT_THAT(refusal([&] { TraceReader{folder.path() / "run.h5"}; }),
                ::testing::AllOf(HasSubstr("run.h5"), HasSubstr("cityproof run --trace")));
}

TEST(Trace, that_names_what_is_not_there_is_refused) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    write_traced(path, true, [](TraceBlock& block) {
        block.events[3].target = 2; // there are two entities
        block.acts[0].model = 1;
        block.publications[0].port = 1;
    });
    const TraceReader reader{path};
    EXPECT_THAT(refusal([&] { reader.events({0, 10}); }), HasSubstr("'event'"));
    EXPECT_THAT(refusal([&] { reader.acts({0, 1}); }), HasSubstr("'act'"));
    EXPECT_THAT(refusal([&] { reader.publications({0, 1}); }), HasSubstr("'publication'"));
    EXPECT_THAT(refusal([&] { reader.windows(windows, 1); }), HasSubstr("fewer rows"));
}

TEST(Trace, whose_last_window_lies_outside_of_its_rows_is_refused) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "run.h5";
    const auto write = [&] {
        write_traced(path, true,
                     [](TraceBlock& block) { block.windows[0].causes.count = 1'000'000; });
    };
    EXPECT_THAT(refusal(write), HasSubstr("outside of its rows"));
}

TEST(Trace, of_a_run_without_one_cannot_be_appended) {
    const TemporaryFolder folder;
    RunFileWriter writer{folder.path() / "run.h5", sample_layout({})};
    EXPECT_THROW(writer.append_trace(sample_block(0)), std::invalid_argument);
}

TEST(Trace, refuses_a_name_that_its_tables_cannot_hold) {
    const TemporaryFolder folder;
    RunFileWriter writer{folder.path() / "run.h5", traced_layout()};
    TraceBlock block;
    block.new_models = {std::string(129, 'm')};
    EXPECT_THROW(writer.append_trace(std::move(block)), std::invalid_argument);
}

} // namespace
} // namespace cityproof::io
