// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "gui/compare/key_figure_table.hpp"
#include "gui/compare/key_figures.hpp"

#include <QAbstractItemModel>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "key_figure_reports.hpp"

namespace cityproof::gui {
namespace {

using testing::five_seeds;
using ::testing::HasSubstr;
using testing::one_seed;
using ::testing::StartsWith;

std::string verdict(const KeyFigureEffect& effect) {
    return verdict_text(effect, 0.95).toStdString();
}

KeyFigureEffect lower_by_five_percent() {
    KeyFigureEffect effect;
    effect.id = "traffic.delay_mean";
    effect.unit = "s";
    effect.lower_is_better = true;
    effect.baseline = 60;
    effect.policy = 57;
    effect.effect = -3;
    effect.interval = {-4.8, -1.2};
    effect.relative = -0.05;
    effect.relative_interval = {-0.08, -0.02};
    effect.p = 0.01;
    effect.pairs = 5;
    return effect;
}

TEST(KeyFigureWords, say_direction_size_and_interval_of_an_effect) {
    EXPECT_EQ(verdict(lower_by_five_percent()), "better: lower by 5.0 % (2.0 … 8.0 %)");
    KeyFigureEffect worse = lower_by_five_percent();
    worse.lower_is_better = false;
    worse.higher_is_better = true;
    EXPECT_THAT(verdict(worse), StartsWith("worse: lower by"));
    worse.higher_is_better = false;
    EXPECT_THAT(verdict(worse), StartsWith("lower by")) << "a neutral figure is neither";
}

TEST(KeyFigureWords, call_an_interval_with_zero_in_it_not_distinguishable) {
    KeyFigureEffect effect = lower_by_five_percent();
    effect.interval = {-4.8, 1.2};
    EXPECT_EQ(verdict(effect), "not distinguishable");
}

// The interval is of one figure alone; of many figures some leave out zero by chance.
TEST(KeyFigureWords, count_all_figures) {
    KeyFigureEffect effect = lower_by_five_percent();
    effect.p = 0.25;
    EXPECT_EQ(verdict(effect), "not distinguishable, counting all figures");
    EXPECT_EQ(finding(effect, 0.95), Finding::unclear);
}

TEST(KeyFigureWords, make_no_statement_of_one_seed) {
    KeyFigureEffect effect = lower_by_five_percent();
    effect.interval.reset();
    effect.relative_interval.reset();
    effect.p.reset();
    EXPECT_EQ(verdict(effect), "one seed: no statistical statement possible");
}

TEST(KeyFigureWords, give_the_size_in_the_figures_unit_where_there_is_no_share) {
    KeyFigureEffect effect = lower_by_five_percent();
    effect.relative.reset();
    effect.relative_interval.reset();
    EXPECT_EQ(verdict(effect), "better: lower by 3.0 s (1.2 … 4.8 s)");
}

TEST(KeyFigureWords, show_as_many_decimals_as_are_known) {
    KeyFigureEffect effect = lower_by_five_percent(); // half width 1.8: one decimal
    EXPECT_EQ(mean_text(effect, effect.baseline), "60.0");
    EXPECT_EQ(effect_text(effect), "−3.0");
    EXPECT_EQ(interval_text(effect), "−4.8 … −1.2");
    EXPECT_EQ(relative_text(effect), "−5.0 %");
    effect.interval = {-3.018, -2.982}; // 0.018: three decimals
    EXPECT_EQ(effect_text(effect), "−3.000");
}

TEST(KeyFigureReports, are_read_with_all_that_the_table_shows) {
    const KeyFigureReport report = read_key_figures(five_seeds, "report.json");
    EXPECT_EQ(report.seeds, 5);
    ASSERT_EQ(report.effects.size(), 4U);
    const KeyFigureEffect& delay = report.effects[0];
    EXPECT_EQ(name_text(delay), "traffic: delay mean (s)");
    EXPECT_EQ(finding(delay, report.confidence), Finding::lower);
    EXPECT_EQ(p_text(delay), "< 0.001");
    EXPECT_EQ(finding(report.effects[1], report.confidence), Finding::unclear);
    EXPECT_EQ(finding(report.effects[2], report.confidence), Finding::unchanged);
    EXPECT_EQ(finding(report.effects[3], report.confidence), Finding::unavailable);
}

TEST(KeyFigureReports, of_other_kinds_and_newer_versions_are_refused) {
    EXPECT_THROW(read_key_figures("{}", "x.json"), InputError);
    EXPECT_THROW(read_key_figures("half a fi", "x.json"), InputError);
    EXPECT_THROW(read_key_figures(R"({"format": 3, "arms": [{"key_figures": []}]})", "x.json"),
                 InputError);
}

TEST(KeyFigureChannels, are_found_by_table_or_by_their_words) {
    const auto channel = [](const std::string& name) {
        return io::ChannelDescription{name, "1", "t", "record", ""};
    };
    const std::vector<io::ChannelDescription> channels{
        channel("traffic/street_speed"), channel("water/node_pressure"), channel("air/no2"),
        channel("energy/bus_voltage")};
    EXPECT_EQ(channel_of_figure("traffic.delay_mean", channels), "traffic/street_speed");
    EXPECT_EQ(channel_of_figure("water.pressure_min", channels), "water/node_pressure");
    EXPECT_EQ(channel_of_figure("air.no2_mean", channels), "air/no2");
    EXPECT_EQ(channel_of_figure("air.noise", channels), "");
    EXPECT_EQ(channel_of_figure("energy.unserved", channels), "");
}

class KeyFigureTableTest : public ::testing::Test {
  protected:
    KeyFigureTableTest() {
        table_.show_report(read_key_figures(five_seeds, "report.json"));
        table_.resize(1000, 300);
        table_.show();
    }

    QString cell(int row, int column) {
        return table_.view()->model()->index(row, column).data().toString();
    }

    KeyFigureTable table_;
};

TEST_F(KeyFigureTableTest, has_a_row_for_each_figure_in_the_order_of_the_report) {
    ASSERT_EQ(table_.view()->model()->rowCount(), 4);
    EXPECT_EQ(cell(0, KeyFigureModel::name), "traffic: delay mean (s)");
    EXPECT_EQ(cell(0, KeyFigureModel::relative), "−22.4 %");
    EXPECT_EQ(cell(0, KeyFigureModel::verdict), "better: lower by 22.4 % (21.3 … 23.5 %)");
    EXPECT_EQ(cell(1, KeyFigureModel::verdict), "not distinguishable");
    EXPECT_THAT(table_.headline()->text().toStdString(), HasSubstr("lowered the mean delay"));
}

TEST_F(KeyFigureTableTest, sorts_by_number_not_by_letters) {
    table_.view()->sortByColumn(KeyFigureModel::baseline, Qt::AscendingOrder);
    // Means 0, 0.1103 and 62.7; what is not available comes last.
    EXPECT_EQ(cell(0, KeyFigureModel::name), "traffic: teleports");
    EXPECT_EQ(cell(1, KeyFigureModel::name), "energy: loss (MWh)");
    EXPECT_EQ(cell(2, KeyFigureModel::name), "traffic: delay mean (s)");
    EXPECT_EQ(cell(3, KeyFigureModel::name), "water: pressure min (m)");
}

TEST_F(KeyFigureTableTest, can_leave_out_what_is_the_same) {
    table_.differing_box()->setChecked(true);
    EXPECT_EQ(table_.view()->model()->rowCount(), 3);
}

TEST_F(KeyFigureTableTest, tells_which_figure_was_chosen) {
    QString chosen;
    QObject::connect(&table_, &KeyFigureTable::figure_chosen,
                     [&](const QString& id) { chosen = id; });
    table_.view()->sortByColumn(KeyFigureModel::baseline, Qt::AscendingOrder);
    table_.view()->selectRow(1);
    EXPECT_EQ(chosen, "energy.loss");
}

TEST_F(KeyFigureTableTest, is_written_as_csv_with_full_digits) {
    const std::string csv = table_.csv().toStdString();
    EXPECT_THAT(csv, StartsWith("key_figure,unit,baseline,policy,effect,"));
    EXPECT_THAT(csv, HasSubstr("\r\ntraffic.delay_mean,s,62.75,48.7,-14.05,"));
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5);
}

TEST_F(KeyFigureTableTest, of_one_seed_says_so_in_every_row) {
    table_.show_report(read_key_figures(one_seed, "report.json"));
    EXPECT_EQ(cell(0, KeyFigureModel::verdict), "one seed: no statistical statement possible");
    EXPECT_EQ(cell(0, KeyFigureModel::interval), "");
}

} // namespace
} // namespace cityproof::gui
