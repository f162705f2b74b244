// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/diverge/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

#include "tests/scenarios/diverge/small_trace.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::diverge {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t depth = 8;

SmallTrace trace_with(double real) {
    SmallTrace trace;
    trace.window(0).started(meter_a, 1);
    trace.window(1).event(meter_a, meter_a, 1).made(meter_a, 2, meter_a, 1);
    trace.window(2).event(meter_b, meter_a, 2, real);
    return trace;
}

class ExplanationTest : public ::testing::Test {
  protected:
    void write(const SmallTrace& a, const SmallTrace& b) {
        a.write(folder_.path() / "1.h5");
        b.write(folder_.path() / "2.h5");
        a_.emplace(folder_.path() / "1.h5");
        b_.emplace(folder_.path() / "2.h5");
    }

    std::string text() const { return text_report(explain(*a_, *b_, depth)); }

    std::string refusal(const std::function<void()>& call) const {
        try {
            call();
            return "not refused";
        } catch (const InputError& error) {
            return error.what();
        }
    }

    std::string refusal() const {
        return refusal([this] { explain(*a_, *b_, depth); });
    }

    cityproof::testing::TemporaryFolder folder_;
    std::optional<TracedRun> a_;
    std::optional<TracedRun> b_;
};

TEST_F(ExplanationTest, equal_traces_are_told_with_their_windows) {
    write(trace_with(1), trace_with(1));
    EXPECT_THAT(text(), HasSubstr("equal: 3 windows"));
    EXPECT_TRUE(explain(*a_, *b_, depth).equal());
}

TEST_F(ExplanationTest, text_names_window_time_entity_partition_event_and_causes) {
    SmallTrace other = trace_with(0.5);
    other.partitions = {0, 4, 0};
    write(trace_with(0.25), other);
    EXPECT_THAT(text(), AllOf(HasSubstr("an event of meter/b at 0:00:02, in both"),
                              HasSubstr("window number 3, from 0:00:02 to before 0:00:03"),
                              HasSubstr("partition 1"), HasSubstr("partition 4"),
                              HasSubstr("payload 1 and 0.25"), HasSubstr("payload 1 and 0.5"),
                              HasSubstr("sent by meter/a as its number 2"),
                              HasSubstr("meter/a: kind 2, payload 1 and 0, sent by meter/a"),
                              HasSubstr("same in both runs")));
    EXPECT_THAT(text(), HasSubstr("given other: seed (\"1\", \"2\")")); // SmallTrace::write
}

TEST_F(ExplanationTest, json_says_the_same) {
    write(trace_with(0.25), trace_with(0.5));
    const auto json = nlohmann::json::parse(json_report(explain(*a_, *b_, depth)));
    EXPECT_EQ(json["equal"], false);
    EXPECT_EQ(json["kind"], "event");
    EXPECT_EQ(json["time_ns"], 2'000'000'000);
    EXPECT_EQ(json["equal_windows"], 2);
    EXPECT_EQ(json["runs"][1]["window"]["number"], 3);
    EXPECT_EQ(json["runs"][1]["happened"]["entity"], "meter/b");
    EXPECT_EQ(json["runs"][1]["happened"]["real"], 0.5);
    EXPECT_EQ(json["runs"][0]["causes"]["events"][1]["entity"], "meter/a");
    EXPECT_EQ(json["runs"][0]["causes"]["end"], "same_in_both");
    EXPECT_EQ(json["inputs_that_differ"][0]["key"], "seed");
}

TEST_F(ExplanationTest, a_publication_names_port_and_element) {
    write(trace_with(1).published(meter_b, 3, 1.5), trace_with(1).published(meter_b, 3, 2.5));
    EXPECT_THAT(text(), AllOf(HasSubstr("a publication of meter/b at 0:00:02: services/load of "
                                        "meter/b, in both"),
                              HasSubstr("value 1.5"), HasSubstr("value 2.5"),
                              HasSubstr("sent by meter/a as its number 2")));
}

TEST_F(ExplanationTest, an_act_names_its_model_and_what_was_recorded_in_its_window) {
    SmallTrace a;
    a.window(0).act(energy, 1);
    SmallTrace b;
    b.window(0).act(water, 7).act(energy, 1);
    b.recorded = {{0.5, "outage", "line/1", "drill"}, {1.0, "outage", "line/2", "later"}};
    write(a, b);
    EXPECT_THAT(text(), AllOf(HasSubstr("an act of the model water at 0:00:00, in "),
                              HasSubstr("2.h5 only"), HasSubstr("did not happen"),
                              HasSubstr("recorded at 0:00:00.5: outage line/1 (drill)"),
                              Not(HasSubstr("line/2"))));
}

TEST_F(ExplanationTest, a_changed_file_with_an_equal_trace_is_not_equal) {
    SmallTrace other = trace_with(1);
    other.trace_hash = 2;
    write(trace_with(1), other);
    EXPECT_FALSE(explain(*a_, *b_, depth).equal());
    EXPECT_THAT(text(), HasSubstr("different trace hashes"));
}

TEST_F(ExplanationTest, runs_of_another_city_or_length_are_refused) {
    SmallTrace other = trace_with(1);
    other.city = "Bergtal";
    write(trace_with(1), other);
    EXPECT_THAT(refusal(), AllOf(HasSubstr("city_name"), HasSubstr("Bergtal")));
    other = trace_with(1);
    other.duration_s = "900";
    write(trace_with(1), other);
    EXPECT_THAT(refusal(), HasSubstr("duration_s"));
}

TEST_F(ExplanationTest, runs_of_other_entities_are_refused_with_the_first_one) {
    SmallTrace other = trace_with(1);
    other.entities[1] = "meter/new";
    write(trace_with(1), other);
    EXPECT_THAT(refusal(), AllOf(HasSubstr("meter/new"), HasSubstr("meter/b")));
}

TEST_F(ExplanationTest, why_names_all_causes_of_one_event) {
    write(trace_with(1), trace_with(1));
    const CauseChain chain = answer(*a_, parse_event_question("meter/b@0:00:02.5"), depth);
    EXPECT_THAT(text_report(*a_, chain),
                AllOf(HasSubstr("Why meter/b handled this at 0:00:02"), HasSubstr("0:00:01"),
                      HasSubstr("meter/a was started")));
    EXPECT_EQ(nlohmann::json::parse(json_report(*a_, chain))["causes"]["end"], "start");
}

TEST_F(ExplanationTest, why_takes_a_clock_or_a_duration) {
    EXPECT_EQ(parse_event_question("a/b@c@1:02:03.5").time, SimTime::at_ns(3'723'500'000'000));
    EXPECT_EQ(parse_event_question("a/b@c@1:02:03.5").entity, "a/b@c");
    EXPECT_EQ(parse_event_question("a/b@90 min").time, SimTime::at_seconds(5400));
}

TEST_F(ExplanationTest, why_refuses_what_it_cannot_read_or_find) {
    write(trace_with(1), trace_with(1));
    for (const char* text :
         {"meter/b", "@0:00:01", "meter/b@0:61:00", "meter/b@1:2", "meter/b@7"}) {
        EXPECT_THAT(refusal([text] { parse_event_question(text); }), HasSubstr("--why")) << text;
    }
    EXPECT_THAT(refusal([this] {
                    answer(*a_, {"meter/none", SimTime::at_seconds(9)}, depth);
                }),
                HasSubstr("no entity \"meter/none\""));
    EXPECT_THAT(refusal([this] {
                    answer(*a_, {"sensor/s", SimTime::at_seconds(9)}, depth);
                }),
                HasSubstr("handled no event up to 0:00:09"));
}

} // namespace
} // namespace cityproof::diverge
