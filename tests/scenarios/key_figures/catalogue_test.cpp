// SPDX-License-Identifier: Apache-2.0
#include "io/text/files.hpp"
#include "models/traffic/traffic_key_figures.hpp"
#include "scenarios/key_figures/catalogue_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/io/text/input_error.hpp"

namespace cityproof::key_figures {
namespace {

using ::testing::HasSubstr;

std::vector<std::string> ids(const std::vector<DomainCatalogue>& catalogue) {
    std::vector<std::string> all;
    for (const DomainCatalogue& part : catalogue) {
        for (const contracts::KeyFigureSpec& figure : part.figures) {
            all.emplace_back(figure.id);
        }
    }
    return all;
}

TEST(KeyFigureCatalogue, every_figure_says_all_of_itself_under_an_id_of_its_own) {
    std::set<std::string_view> seen;
    for (const DomainCatalogue& part : catalogue()) {
        for (const contracts::KeyFigureSpec& figure : part.figures) {
            EXPECT_TRUE(seen.insert(figure.id).second) << figure.id << " stands twice";
            EXPECT_TRUE(figure.id.starts_with(std::string{part.domain} + ".")) << figure.id;
            EXPECT_FALSE(figure.unit.empty()) << figure.id;
            EXPECT_FALSE(figure.formula.empty()) << figure.id;
            EXPECT_TRUE(figure.definition.ends_with('.')) << figure.id << ": no sentence";
            EXPECT_TRUE(figure.source.ends_with('.')) << figure.id << ": no sentence";
        }
    }
    EXPECT_GE(seen.size(),
              32U); // 9 of traffic, 8 of energy, 6 of water, 5 of services, 4 of sensors
}

TEST(KeyFigureCatalogue, a_figure_takes_everything_but_its_value_from_its_row) {
    const contracts::KeyFigure figure = traffic::key_figure("traffic.delay_mean").with(12.5);
    EXPECT_EQ(figure.id, "traffic.delay_mean");
    EXPECT_EQ(figure.value, 12.5);
    EXPECT_EQ(figure.unit, "s");
    EXPECT_EQ(figure.direction, contracts::Direction::lower_is_better);
    EXPECT_THAT(figure.definition, HasSubstr("waiting to enter"));
}

TEST(KeyFigureCatalogue, ids_and_domains_select) {
    const std::vector<std::string> wanted{"water.unserved", "sensors"};
    EXPECT_EQ(ids(select(wanted)),
              (std::vector<std::string>{"water.unserved", "sensors.readings", "sensors.lost",
                                        "sensors.no_data", "sensors.unpowered"}));
    EXPECT_EQ(ids(select({})), ids(catalogue()));
}

TEST(KeyFigureCatalogue, an_unknown_name_is_refused_with_the_nearest_one) {
    const std::vector<std::string> wanted{"trafic.delay_mean"};
    const Problem problem = cityproof::testing::refusal([&] { select(wanted); });
    EXPECT_THAT(problem.remedy, HasSubstr("did you mean \"traffic.delay_mean\"?"));
}

TEST(KeyFigureCatalogue, the_page_in_docs_is_what_the_catalogue_says) {
    const std::string page = io::read_text_file(CITYPROOF_SOURCE_DIR "/docs/key_figures.md");
    EXPECT_TRUE(page == markdown_report(catalogue()))
        << "run `build/bin/cityproof kpis --markdown > docs/key_figures.md`";
}

TEST(KeyFigureCatalogue, all_reports_name_every_figure) {
    const std::vector<DomainCatalogue> all = catalogue();
    for (const std::string& report : {text_report(all), json_report(all), markdown_report(all)}) {
        for (const std::string& id : ids(all)) {
            EXPECT_THAT(report, HasSubstr(id));
        }
    }
}

} // namespace
} // namespace cityproof::key_figures
