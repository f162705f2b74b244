// SPDX-License-Identifier: Apache-2.0
// Programs that end well, fail, crash, hang and talk nonsense. What each mode of the fake engine
// does is written at its top; the numbers expected here are the ones that it prints.
#include "gui/programs/program_run.hpp"

#include <QElapsedTimer>

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>

#include "fake_engine.hpp"

namespace cityproof::gui {
namespace {

using testing::FakeEngineTest;
using testing::wait_until;

class ProgramRunTest : public FakeEngineTest {
  protected:
    ProgramRunTest() {
        program_.set_program(fake_engine());
        QObject::connect(&program_, &ProgramRun::progress, [this](const ProgramProgress& said) {
            shares_.push_back(said.share.value_or(-1));
            remaining_s_ = said.remaining_s.value_or(-1);
        });
        QObject::connect(&program_, &ProgramRun::line,
                         [this](const QString& text, bool) { lines_ << text; });
        QObject::connect(&program_, &ProgramRun::finished, [this](const ProgramEnd& end) {
            end_ = end;
            ++ends_;
        });
    }

    void start(const std::string& mode, const QStringList& more = {}) {
        program_.start(QStringList{"run", file_of(mode)} + more, folder());
    }

    bool wait_for_end() {
        return wait_until([this] { return ends_ > 0; });
    }

    ProgramRun program_;
    std::vector<double> shares_;
    double remaining_s_ = 0;
    QStringList lines_;
    ProgramEnd end_;
    int ends_ = 0;
};

TEST_F(ProgramRunTest, a_good_run_tells_its_progress_and_its_end) {
    start("good", {"-o", "out.h5"});
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(shares_, (std::vector<double>{0, 0.2, 0.4, 0.6, 0.8}));
    EXPECT_EQ(remaining_s_, 20);
    EXPECT_TRUE(end_.is_ok());
    EXPECT_FALSE(end_.asked);
    EXPECT_TRUE(end_.output.contains("\"done\""));
    EXPECT_TRUE(std::filesystem::exists(path_of("out.h5")));
}

TEST_F(ProgramRunTest, arguments_folder_and_standard_input_arrive_as_given) {
    start("echo", {"a b", "--x=\"1\""});
    program_.send("first");
    program_.send("second\n");
    program_.end_input();
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(lines_, (QStringList{"run", file_of("echo"), "a b", "--x=\"1\"", folder(),
                                   "read first", "read second"}));
}

TEST_F(ProgramRunTest, a_failed_program_gives_its_code_and_its_last_words) {
    start("fail");
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.how, ProgramEnd::How::exited);
    EXPECT_EQ(end_.code, 3);
    EXPECT_EQ(end_.sentence(), "ended with exit code 3: cityproof: city.gpkg: is missing");
}

TEST_F(ProgramRunTest, a_crash_is_told_from_an_exit_and_the_part_file_stays) {
    start("crash", {"-o", "out.h5"});
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.how, ProgramEnd::How::crashed);
    EXPECT_EQ(end_.code, SIGSEGV);
    EXPECT_EQ(end_.errors, QStringList{"about to crash"});
    EXPECT_TRUE(std::filesystem::exists(path_of("out.h5.part")));
}

TEST_F(ProgramRunTest, a_program_that_is_not_there_ends_with_a_sentence_after_start_returned) {
    program_.set_program("/nowhere/cityproof");
    start("good");
    EXPECT_EQ(ends_, 0);
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.how, ProgramEnd::How::not_started);
    EXPECT_THAT(end_.sentence().toStdString(), ::testing::HasSubstr("/nowhere/cityproof"));
}

TEST_F(ProgramRunTest, a_folder_that_is_not_there_ends_with_a_sentence) {
    program_.start({"run"}, "/nowhere");
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.how, ProgramEnd::How::not_started);
}

TEST_F(ProgramRunTest, stop_lets_a_program_end_in_order) {
    start("slow", {"-o", "out.h5"});
    ASSERT_TRUE(wait_until([this] { return !shares_.empty(); }));
    program_.stop();
    EXPECT_TRUE(program_.is_stopping());
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.how, ProgramEnd::How::exited);
    EXPECT_EQ(end_.code, 130); // core/base/exit_code.hpp: interrupted
    EXPECT_TRUE(end_.asked);
}

TEST_F(ProgramRunTest, a_program_that_hangs_is_killed_by_the_second_stop) {
    start("hang");
    ASSERT_TRUE(wait_until([this] { return !shares_.empty(); }));
    program_.stop();
    QElapsedTimer passed;
    passed.start();
    wait_until([&] { return passed.elapsed() > 200; });
    EXPECT_EQ(ends_, 0);
    program_.stop();
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.how, ProgramEnd::How::crashed);
    EXPECT_EQ(end_.code, SIGKILL);
    EXPECT_TRUE(end_.asked);
}

TEST_F(ProgramRunTest, output_without_line_ends_and_broken_characters_do_no_harm) {
    start("noise");
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(end_.code, 4);
    EXPECT_EQ(end_.errors, QStringList{"a line without its end"});
    EXPECT_GT(end_.output.size(), 3 << 20);
}

TEST_F(ProgramRunTest, start_and_stop_return_at_once) {
    QElapsedTimer passed;
    passed.start();
    start("hang");
    const qint64 started_ms = passed.elapsed();
    ASSERT_TRUE(wait_until([this] { return !shares_.empty(); }));
    passed.restart();
    program_.stop();
    program_.stop();
    // A child that hangs would make a call that waits for it last for seconds.
    EXPECT_LT(started_ms, 1000);
    EXPECT_LT(passed.elapsed(), 1000);
    ASSERT_TRUE(wait_for_end());
    EXPECT_EQ(ends_, 1);
}

TEST(ProgressOfLine, takes_the_lines_of_run_and_batch_and_no_others) {
    const auto run = progress_of_line(R"({"type":"progress","t_s":450,"end_s":1800})");
    ASSERT_TRUE(run);
    EXPECT_EQ(run->share, 0.25);
    EXPECT_FALSE(run->remaining_s);
    const auto batch = progress_of_line(R"({"type":"progress","share":0.5,"text":"3 of 6 runs"})");
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->share, 0.5);
    EXPECT_EQ(batch->text, "3 of 6 runs");
    EXPECT_FALSE(progress_of_line("50 %"));
    EXPECT_FALSE(progress_of_line(R"({"type":"problem"})"));
    EXPECT_FALSE(progress_of_line(R"({"type":"progress")"));
}

} // namespace
} // namespace cityproof::gui
