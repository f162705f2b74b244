// SPDX-License-Identifier: Apache-2.0
// Class limits of the difference that the planner types. Run B is the sample town with "ew" at
// 15 m/s instead of 12, so its difference is 10.8 km/h; "we" has none.
#include "gui/compare/compare_view.hpp"
#include "gui/data/typed_limits.hpp"
#include "gui/map/color_scale.hpp"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <gmock/gmock.h>

#include "played_cityproof.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::wait_until;

TEST(TypedLimits, are_numbers_between_commas_semicolons_or_blanks) {
    EXPECT_THAT(read_limits(QStringLiteral("2, 5;10"), true).limits, ElementsAre(2, 5, 10));
    EXPECT_THAT(read_limits(QStringLiteral("−3 4.5"), false).limits, ElementsAre(-3, 4.5));
    EXPECT_TRUE(read_limits({}, true).limits.empty());
    EXPECT_EQ(read_limits({}, true).problem, "");
    EXPECT_EQ(limits_text({2, 4.5}), "2, 4.5");
}

TEST(TypedLimits, that_cannot_be_used_say_what_is_wanted) {
    for (const char* text : {"-2, 5", "5, 2", "1, 2, 3, 4", "0, 2", "two", "inf", "nan"}) {
        const TypedLimits typed = read_limits(QString::fromLatin1(text), true);
        EXPECT_NE(typed.problem, "") << text;
        EXPECT_TRUE(typed.limits.empty()) << text;
    }
    EXPECT_EQ(read_limits(QStringLiteral("-2, 5"), false).problem, "") << "of one run alone";
}

class DifferenceLimits : public testing::WindowTest {
  protected:
    void SetUp() override {
        cityproof::testing::TownVariant policy;
        policy.policy = "adaptive";
        policy.faster_mps = 3;
        cityproof::testing::write_town(other_, policy);
        window_.compare({path_.string()}, {other_.string()});
        ASSERT_TRUE(wait_until([&] {
            return view().is_open() && view().maps()->mode() != CompareMode::alone &&
                   window_.store().facts() && window_.is_settled();
        }));
        QTest::mouseClick(bar().mode_button(CompareMode::difference), Qt::LeftButton);
        ASSERT_TRUE(settle());
        ASSERT_TRUE(view().difference_scale());
    }

    CompareView& view() { return *window_.comparison(); }

    CompareBar& bar() { return *view().bar(); }

    void type(const char* text) {
        bar().limits_line()->setFocus();
        bar().limits_line()->selectAll();
        QTest::keyClicks(bar().limits_line(), QString::fromLatin1(text));
        QTest::keyClick(bar().limits_line(), Qt::Key_Return);
        ASSERT_TRUE(settle());
    }

    std::vector<double> limits() { return view().difference_scale()->limits(); }

    testing::PlayedCityproof never_answers_{folder_.path(), "exec sleep 60"};
    std::filesystem::path other_ = folder_.path() / "policy.h5";
};

// 10.8 km/h is the class above 10, no change the middle one of seven.
TEST_F(DifferenceLimits, that_are_typed_are_mirrored_and_draw_the_map_and_its_legend) {
    type("2, 5, 10");
    EXPECT_THAT(limits(), ElementsAre(-10, -5, -2, 2, 5, 10));
    EXPECT_EQ(view().difference_scale()->class_of(view().difference()->values[1]), 6U);
    EXPECT_EQ(view().difference_scale()->class_of(view().difference()->values[0]), 3U);
    ASSERT_FALSE(view().legends().empty());
    std::string legend;
    for (const LegendEntry& entry : view().legends().front().entries) {
        legend += entry.text.toStdString() + "|";
    }
    EXPECT_THAT(legend, HasSubstr("no change (less than 2)"));
    EXPECT_THAT(legend, HasSubstr("+10 and more"));
}

TEST_F(DifferenceLimits, that_cannot_be_used_leave_the_classes_and_say_why) {
    type("2, 5");
    for (const char* wrong : {"5, 2", "-2, 2", "much"}) {
        type(wrong);
        EXPECT_THAT(limits(), ElementsAre(-5, -2, 2, 5)) << wrong;
        EXPECT_TRUE(bar().limits_problem_label()->isVisible()) << wrong;
        EXPECT_EQ(bar().limits_line()->toolTip(), bar().limits_problem_label()->text());
        EXPECT_EQ(bar().limits_line()->text(), wrong) << "to be mended";
    }
    type("4");
    EXPECT_THAT(limits(), ElementsAre(-4, 4));
    EXPECT_FALSE(bar().limits_problem_label()->isVisible());
}

TEST_F(DifferenceLimits, emptied_come_from_the_data_again) {
    const std::vector<double> before = limits();
    type("2");
    bar().limits_line()->clear();
    type("");
    EXPECT_EQ(limits(), before);
}

TEST_F(DifferenceLimits, belong_to_one_channel) {
    type("2, 5");
    view().show_channel("energy/line_loading");
    ASSERT_TRUE(settle());
    EXPECT_EQ(bar().limits_line()->text(), "");
    view().show_channel("traffic/street_speed");
    ASSERT_TRUE(settle());
    EXPECT_EQ(bar().limits_line()->text(), "2, 5");
    EXPECT_THAT(limits(), ElementsAre(-5, -2, 2, 5));
}

TEST_F(DifferenceLimits, are_typed_while_the_difference_is_shown) {
    EXPECT_TRUE(bar().limits_line()->isEnabled());
    QTest::mouseClick(bar().mode_button(CompareMode::swipe), Qt::LeftButton);
    EXPECT_FALSE(bar().limits_line()->isEnabled());
}

} // namespace
} // namespace cityproof::gui
