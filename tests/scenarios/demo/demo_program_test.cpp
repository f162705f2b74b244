// SPDX-License-Identifier: Apache-2.0
// The program with shell scripts in the place of import, run and view: the scripts hand out run
// files made beforehand, so the expected numbers are those of
// tests/scenarios/verdict/verdict_test.cpp, or crash, hang and flood as told.
#include "io/text/files.hpp"
#include "scenarios/process/process_pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "tests/scenarios/verdict/run_builder.hpp"
#include "tests/scenarios/verdict/run_file_builder.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::demo {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using verdict::testing::make_arm;

struct Finished {
    int code;
    std::string output;
};

class DemoProgram : public ::testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(root() / "bin");
        fs::create_directories(root() / "made");
        fs::create_directories(root() / "data" / "demo" / "source");
        fs::create_directories(root() / "data" / "policies");
        fs::copy_file(CITYPROOF_BIN_DIR "/cityproof-demo", root() / "bin" / "cityproof-demo");
        write("data/demo/morning_peak.yaml", "city: x.city\n");
        write("data/demo/source/auental.osm", "first");
        write("data/policies/p.yaml", "name: adaptive\n");
        script("cityproof-import",
               "echo \"$*\" >\"$R/import-arguments\"\n"
               "while [ \"$1\" != -o ]; do shift; done; mkdir -p \"$2\"; echo i >>\"$R/imports\"");
        // Arguments: SCENARIO -o FILE --seed K ...
        script("cityproof-run", "name=$(basename \"$3\" .h5); echo \"$name\" >>\"$R/ran\"\n"
                                "echo \"$*\" >>\"$R/commands\"\n"
                                "echo '{\"type\":\"progress\",\"t_s\":1,\"end_s\":2}'\n"
                                "[ -e \"$R/do-$name\" ] && . \"$R/do-$name\"\n"
                                "cp \"$R/made/$name.h5\" \"$3\"");
        script("cityproof-view", "while [ \"$1\" != --export ]; do shift; done; echo PNG >\"$2\"");
        for (const auto& arm : {make_arm("", {100, 100, 100, 100, 100}),
                                make_arm("adaptive", {76, 78, 77, 79, 75})}) {
            for (const verdict::RunSummary& run : arm) {
                verdict::testing::write_run_file(root() / "made" / run.file_name, run);
            }
        }
    }

    fs::path root() const { return folder_.path(); }

    fs::path out(const std::string& name) const { return root() / "out" / name; }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream{root() / name} << text;
    }

    std::string read(const fs::path& file) const {
        return fs::exists(file) ? io::read_text_file(file) : "";
    }

    void script(const std::string& name, const std::string& body) const {
        write("bin/" + name, "#!/bin/sh\nR='" + root().string() + "'\n" + body + "\n");
        fs::permissions(root() / "bin" / name, fs::perms::owner_all);
    }

    Finished demo(const std::vector<std::string>& options = {},
                  const process::PoolEvents& events = {}) const {
        const process::InterruptWatch watch;
        return demo(options, events, watch);
    }

    Finished demo(const std::vector<std::string>& options, const process::PoolEvents& events,
                  const process::InterruptWatch& watch) const {
        process::Job job{"demo",
                         {"/usr/bin/env", "CITYPROOF_DATA=" + (root() / "data").string(),
                          (root() / "bin" / "cityproof-demo").string(), "--out",
                          (root() / "out").string()},
                         root() / "demo.log"};
        job.command.insert(job.command.end(), options.begin(), options.end());
        const process::Outcome outcome = process::run_jobs({&job, 1}, 1, events, watch).front();
        EXPECT_EQ(outcome.kind, process::Outcome::Kind::exited) << to_string(outcome);
        return {outcome.code, read(job.log)};
    }

    std::size_t lines(const std::string& name) const {
        const std::string text = read(root() / name);
        return static_cast<std::size_t>(std::ranges::count(text, '\n'));
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(DemoProgram, ends_with_verdict_report_and_maps) {
    const Finished result = demo();
    EXPECT_EQ(result.code, 0) << result.output;
    EXPECT_THAT(result.output,
                AllOf(HasSubstr("Verdict: PASS"), HasSubstr("[-25.0, -21.0]"),
                      HasSubstr("report.md"), HasSubstr("proves nothing about a real city")));
    EXPECT_THAT(read(out("report.md")),
                AllOf(HasSubstr("(map.png)"), HasSubstr("(map-difference.png)"),
                      HasSubstr("cityproof demo --seeds 5")));
    EXPECT_TRUE(fs::exists(out("report.json")));
    EXPECT_TRUE(fs::exists(out("map.png")));
    EXPECT_EQ(lines("ran"), 10U);
}

TEST_F(DemoProgram, both_arms_run_one_scenario_with_and_without_the_policy) {
    ASSERT_EQ(demo({"--seeds", "1", "--jobs", "1"}).code, 0);
    const auto of = [&](const std::string& arm) {
        return out("morning_peak.yaml").string() + " -o " + out("runs/" + arm + "-1.h5").string() +
               " --seed 1 --threads 1 --log json";
    };
    EXPECT_EQ(read(root() / "commands"),
              of("baseline") + "\n" + of("adaptive") + " --policy adaptive_signals\n");
    EXPECT_EQ(read(out("morning_peak.yaml")), "city: x.city\n");
}

TEST_F(DemoProgram, city_is_made_of_its_map_alone) {
    const Finished result = demo({"--seeds", "1"});
    EXPECT_EQ(
        read(root() / "import-arguments"),
        "--osm " + (root() / "data/demo/source/auental.osm").string() +
            " --attribution Auental, CC0 1.0 --name Auental --provenance synthetic --force -o " +
            out("x.city").string() + "\n");
    EXPECT_THAT(result.output, HasSubstr(out("x.city/report/realism.json").string()));
}

TEST_F(DemoProgram, second_call_uses_the_runs_again) {
    ASSERT_EQ(demo({"--seeds", "3"}).code, 0);
    const Finished again = demo({"--seeds", "5"});
    EXPECT_EQ(again.code, 0);
    EXPECT_THAT(again.output, HasSubstr("6 of 10 runs are there from before"));
    EXPECT_EQ(lines("ran"), 10U);
    EXPECT_EQ(lines("imports"), 1U);
}

TEST_F(DemoProgram, changed_inputs_are_run_again) {
    ASSERT_EQ(demo().code, 0);
    write("data/demo/source/auental.osm", "second");
    ASSERT_EQ(demo().code, 0);
    EXPECT_EQ(lines("ran"), 20U);
    EXPECT_EQ(lines("imports"), 2U);
}

TEST_F(DemoProgram, data_that_the_demo_does_not_read_are_no_input) {
    ASSERT_EQ(demo({"--seeds", "1"}).code, 0);
    fs::create_directories(root() / "data/demo/given");
    write("data/demo/given/grid.json", "{}");
    write("data/demo/README.md", "other words");
    ASSERT_EQ(demo({"--seeds", "1"}).code, 0);
    EXPECT_EQ(lines("imports"), 1U);
    write("data/demo/morning_peak.yaml", "city: x.city\nseed: 2\n");
    ASSERT_EQ(demo({"--seeds", "1"}).code, 0);
    EXPECT_EQ(lines("imports"), 2U);
}

TEST_F(DemoProgram, fresh_uses_nothing_from_before) {
    ASSERT_EQ(demo({"--seeds", "2"}).code, 0);
    ASSERT_EQ(demo({"--seeds", "2", "--fresh"}).code, 0);
    EXPECT_EQ(lines("ran"), 8U);
}

TEST_F(DemoProgram, foreign_files_in_the_folder_stay) {
    fs::create_directories(out("runs"));
    write("out/runs/mine.h5", "mine");
    write("out/notes.txt", "mine");
    ASSERT_EQ(demo({"--seeds", "2"}).code, 0);
    EXPECT_EQ(read(out("runs/mine.h5")), "mine");
    EXPECT_EQ(read(out("notes.txt")), "mine");
}

TEST_F(DemoProgram, crashing_run_is_named_with_its_log_and_gives_no_verdict) {
    write("do-adaptive-2", "echo 'last words' >&2; kill -SEGV $$");
    const Finished result = demo();
    EXPECT_EQ(result.code, 3);
    EXPECT_THAT(result.output, AllOf(HasSubstr("the run adaptive-2 failed (killed by signal 11"),
                                     HasSubstr("adaptive-2.log"), HasSubstr("last words"),
                                     Not(HasSubstr("Verdict"))));
    EXPECT_THAT(read(out("runs/adaptive-2.log")), HasSubstr("last words"));
    EXPECT_FALSE(fs::exists(out("report.md")));
    // The others were finished, and are used once the reason is gone.
    fs::remove(root() / "do-adaptive-2");
    EXPECT_EQ(demo().code, 0);
    EXPECT_EQ(lines("ran"), 11U);
}

TEST_F(DemoProgram, bad_input_stops_the_other_runs) {
    write("do-baseline-1", "echo 'scenario is wrong' >&2; exit 2");
    const Finished result = demo({"--jobs", "1"});
    EXPECT_EQ(result.code, 3);
    EXPECT_THAT(result.output, HasSubstr("scenario is wrong"));
    EXPECT_EQ(lines("ran"), 1U);
}

TEST_F(DemoProgram, run_that_leaves_no_file_is_not_taken_for_a_result) {
    write("do-baseline-3", "exit 0");
    const Finished result = demo();
    EXPECT_EQ(result.code, 2) << result.output;
    EXPECT_THAT(result.output, AllOf(HasSubstr("baseline-3.h5"), Not(HasSubstr("Verdict"))));
}

TEST_F(DemoProgram, failing_import_tells_its_last_words) {
    script("cityproof-import", "echo 'no net here' >&2; exit 2");
    const Finished result = demo();
    EXPECT_EQ(result.code, 4);
    EXPECT_THAT(result.output,
                AllOf(HasSubstr("import failed (exit code 2)"), HasSubstr("no net here")));
    EXPECT_FALSE(fs::exists(root() / "ran"));
}

TEST_F(DemoProgram, failing_map_is_told_and_the_report_is_there) {
    script("cityproof-view", "exit 4");
    const Finished result = demo();
    EXPECT_EQ(result.code, 4);
    EXPECT_THAT(result.output,
                AllOf(HasSubstr("map failed (exit code 4)"), HasSubstr("Verdict: PASS")));
    EXPECT_THAT(read(out("report.md")), Not(HasSubstr("map.png")));
}

TEST_F(DemoProgram, build_without_viewer_has_no_maps) {
    fs::remove(root() / "bin" / "cityproof-view");
    const Finished result = demo();
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.output, HasSubstr("no maps"));
}

TEST_F(DemoProgram, interrupt_ends_the_runs_and_keeps_the_finished_ones) {
    write("do-baseline-2", "echo $$ >\"$R/hanging\"; sleep 60");
    // A stand-in for the terminal: the interrupt comes as soon as the hanging run is there.
    process::PoolEvents events;
    bool sent = false;
    events.tick = [&] {
        if (!sent && fs::exists(root() / "hanging") && fs::exists(out("runs/adaptive-1.h5"))) {
            sent = true;
            std::raise(SIGINT);
        }
    };
    const process::InterruptWatch watch;
    EXPECT_THROW(demo({"--jobs", "1"}, events, watch), Interrupted);
    ASSERT_TRUE(sent);
    EXPECT_THAT(read(root() / "demo.log"),
                AllOf(HasSubstr("2 of 10 runs are finished and stay"),
                      HasSubstr("the same command goes on"), Not(HasSubstr("failed"))));
    pid_t hanging = 0;
    std::ifstream{root() / "hanging"} >> hanging;
    EXPECT_NE(kill(hanging, 0), 0);
    EXPECT_TRUE(fs::exists(out("runs/baseline-1.h5")));
}

TEST_F(DemoProgram, one_seed_gives_no_verdict) {
    const Finished result = demo({"--seeds", "1"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.output,
                AllOf(HasSubstr("no statistical statement possible"), HasSubstr("INCONCLUSIVE")));
}

TEST_F(DemoProgram, folder_that_cannot_be_made_is_an_input_error) {
    write("out", "a file");
    const Finished result = demo();
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.output, HasSubstr("--out: cannot be made"));
}

TEST_F(DemoProgram, two_demos_do_not_share_a_folder) {
    write("do-baseline-1",
          "echo x >\"$R/first-is-there\"; while [ ! -e \"$R/go-on\" ]; do sleep 0.05; done");
    process::PoolEvents events;
    std::optional<Finished> second;
    const process::InterruptWatch watch;
    process::Job other{"other",
                       {"/usr/bin/env", "CITYPROOF_DATA=" + (root() / "data").string(),
                        (root() / "bin" / "cityproof-demo").string(), "--out",
                        (root() / "out").string()},
                       root() / "other.log"};
    events.tick = [&] {
        if (!second && fs::exists(root() / "first-is-there")) {
            second = Finished{process::run_jobs({&other, 1}, 1, {}, watch).front().code,
                              read(other.log)};
            write("go-on", "");
        }
    };
    EXPECT_EQ(demo({"--seeds", "2"}, events, watch).code, 0);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->code, 2);
    EXPECT_THAT(second->output, HasSubstr("another `cityproof demo` works in this folder"));
}

} // namespace
} // namespace cityproof::demo
