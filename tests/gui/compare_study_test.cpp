// SPDX-License-Identifier: Apache-2.0
// The arms of a study in the window, with what the study itself asks: its gates and the point of
// its design. The real `cityproof compare` answers.
#include "gui/compare/compare_view.hpp"
#include "gui/compare/key_figure_table.hpp"
#include "gui/compare/report_headline.hpp"
#include "gui/window/problems_panel.hpp"
#include "io/study_file/study_table.hpp"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QTableView>

#include <gmock/gmock.h>

#include <fstream>
#include <optional>

#include "key_figure_reports.hpp"
#include "played_cityproof.hpp"
#include "small_run.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::write_small_run;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::wait_until;

constexpr std::uint32_t seeds = 6;

class CompareStudy : public testing::WindowTest {
  protected:
    CompareStudy() { qputenv("CITYPROOF_PROGRAM", CITYPROOF_REAL_PROGRAM); }

    ~CompareStudy() override { qunsetenv("CITYPROOF_PROGRAM"); }

    /// Two points, 0 and 1; the policy's mean delay is 20 % and 2 % below the baseline's of about
    /// 60 s.
    void write_study() {
        study_.point_count = 2;
        study_.arms = {{"baseline", ""}, {"green", "p"}};
        study_.factors = {{"demand", "1", {"0.9", "1.1"}, {0.9, 1.1}}};
        for (const std::uint32_t point : {0U, 1U}) {
            for (const std::uint32_t arm : {0U, 1U}) {
                for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
                    add_run(point, arm, seed);
                }
            }
        }
        io::write_study_file(folder_.path() / "study.h5", study_, {});
    }

    void write_gates() const {
        std::ofstream{folder_.path() / "gates.yaml"}
            << "format: 1\n"
               "gates:\n"
               "  - {id: delay, key_figure: traffic.delay_mean, claim: superiority, "
               "direction: decrease, margin: 5 %}\n"
               "  - {id: quiet, key_figure: traffic.delay_mean, claim: limit, max: 30 s}\n";
    }

    void compare() {
        window_.compare({folder_.path().string()}, {});
        ASSERT_TRUE(wait_for_figures()) << window_.problems()->newest().toStdString();
    }

    bool wait_for_figures() {
        return wait_until([&] { return window_.key_figures()->model()->rowCount() > 0; });
    }

    std::string headline() { return window_.key_figures()->headline()->text().toStdString(); }

    io::StudyTable study_;

  private:
    void add_run(std::uint32_t point, std::uint32_t arm, std::uint32_t seed) {
        const std::string name =
            std::to_string(point) + std::to_string(arm) + std::to_string(seed) + ".h5";
        const double chance = 0.1 * static_cast<double>(seed * seed % 5);
        const double factor = arm == 0 ? 1.0 : point == 0 ? 0.8 : 0.98;
        const double delay_s = factor * (60 + chance) + 0.01 * static_cast<double>(arm * seed);
        write_small_run(folder_.path() / name,
                        {.policy = arm == 0 ? "" : "p",
                         .seed = std::to_string(seed),
                         .speeds_mps = {{10, 10}},
                         .key_figures = {{"traffic.delay_mean", delay_s, "s",
                                          contracts::Direction::lower_is_better, "time lost"}}});
        study_.runs.push_back({name, arm, point, seed, io::RunStatus::done, name});
    }
};

// -20 % is a decrease by 5 % at least; 48 s is above the limit of 30 s.
TEST_F(CompareStudy, its_gates_and_point_stand_above_the_table) {
    write_study();
    write_gates();
    compare();
    EXPECT_THAT(headline(), AllOf(HasSubstr("At demand = 0.9:"),
                                  HasSubstr("Gates of the study that pass: 1 of 2."),
                                  HasSubstr("Fail: quiet"), Not(HasSubstr("Inconclusive"))));
    emit window_.comparison()->bar()->arm_chosen(1);
    ASSERT_TRUE(wait_until([&] { return headline().find("1.1") != std::string::npos; }));
    // -2 % is less than what the gate asks for.
    EXPECT_THAT(headline(), AllOf(HasSubstr("At demand = 1.1:"), HasSubstr("pass: 0 of 2"),
                                  HasSubstr("Fail: delay"), HasSubstr("quiet")));
    EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
}

TEST_F(CompareStudy, its_html_report_has_the_gates_and_the_point) {
    write_study();
    write_gates();
    compare();
    const QString path = QString::fromStdString((folder_.path() / "report.html").string());
    window_.save_report(path);
    ASSERT_TRUE(wait_until([&] { return QFile::exists(path); }));
    QFile file{path};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const std::string html = file.readAll().toStdString();
    EXPECT_THAT(html, AllOf(HasSubstr("All gates together"), HasSubstr("quiet"),
                            HasSubstr("demand = 0.9")));
}

TEST_F(CompareStudy, without_gates_says_nothing_of_them) {
    write_study();
    compare();
    EXPECT_THAT(headline(), AllOf(HasSubstr("At demand = 0.9:"), Not(HasSubstr("ates of"))));
}

TEST_F(CompareStudy, with_missing_runs_compares_what_is_there_and_says_that_gates_are_not_checked) {
    write_study();
    write_gates();
    study_.runs[seeds].status = io::RunStatus::failed; // the policy's first run
    io::write_study_file(folder_.path() / "study.h5", study_, {});
    compare();
    EXPECT_THAT(headline(), HasSubstr("gates are not checked"));
    EXPECT_EQ(window_.key_figures()->model()->report().seeds, static_cast<int>(seeds) - 1);
}

KeyFigureReport with_gates(const std::vector<GateResult::Verdict>& verdicts) {
    KeyFigureReport report;
    report.seeds = 5;
    report.headline = QStringLiteral("It helps.");
    for (const GateResult::Verdict verdict : verdicts) {
        report.gates.push_back({QStringLiteral("g%1").arg(report.gates.size()),
                                QStringLiteral("decrease"), verdict, QStringLiteral("why")});
    }
    return report;
}

TEST(Headline, says_how_many_gates_pass_and_why_the_others_do_not) {
    using Verdict = GateResult::Verdict;
    EXPECT_EQ(headline_text(with_gates({})), "It helps.");
    EXPECT_EQ(headline_text(with_gates({Verdict::pass})),
              "It helps. The study's gate passes: g0, decrease (why).");
    EXPECT_EQ(headline_text(with_gates({Verdict::pass, Verdict::pass})),
              "It helps. All 2 gates of the study pass.");
    EXPECT_EQ(headline_text(with_gates({Verdict::pass, Verdict::fail, Verdict::inconclusive})),
              "It helps. Gates of the study that pass: 1 of 3. Fail: g1, decrease (why). "
              "Inconclusive: g2, decrease (why).");
}

// As `cityproof compare --json` writes a report of two arms: gates of the other arm are not this
// one's.
TEST(StudyReport, gives_the_arm_of_a_run_file_with_its_gates_and_those_of_the_baseline) {
    const QByteArray json = R"({"format": 2, "confidence": 0.95, "gates_asserted": true,
        "gates": [{"id": "a", "arm": "p", "verdict": "PASS", "reason": ""},
                  {"id": "a", "arm": "q", "verdict": "FAIL", "reason": ""},
                  {"id": "b", "arm": "baseline", "verdict": "INCONCLUSIVE", "reason": "few"}],
        "arms": [{"policy": "p", "headline": "P", "seeds": [1], "runs": [{"file": "p1.h5"}]},
                 {"policy": "q", "headline": "Q", "seeds": [1], "runs": [{"file": "q1.h5"}]}]})";
    const KeyFigureReport q = read_key_figures(json, "report.json", "q1.h5");
    EXPECT_EQ(q.headline, "Q");
    ASSERT_EQ(q.gates.size(), 2U);
    EXPECT_EQ(q.gates[0].verdict, GateResult::Verdict::fail);
    EXPECT_EQ(q.gates[1].id, "b");
    EXPECT_EQ(read_key_figures(json, "report.json").headline, "P");
}

} // namespace
} // namespace cityproof::gui
