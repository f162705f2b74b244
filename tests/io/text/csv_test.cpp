// SPDX-License-Identifier: Apache-2.0
#include "io/text/csv.hpp"

#include "tests/io/text/input_error.hpp"

namespace cityproof::io {
namespace {

using cityproof::testing::refusal;

TEST(Csv, reads_quotes_commas_and_line_ends_as_in_rfc_4180) {
    // The escaping examples of RFC 4180, section 2, rules 5 to 7.
    const CsvTable table = parse_csv("\xEF\xBB\xBF"
                                     "id,\"na,me\",note\r\n"
                                     "\"aaa\",\"b \r\nbb\",\"b\"\"bb\"\r\n"
                                     "zzz,,xxx\r\n",
                                     "t.csv");
    EXPECT_EQ(table.columns(), (std::vector<std::string>{"id", "na,me", "note"}));
    ASSERT_EQ(table.size(), 2U);
    EXPECT_EQ(table.cell(0, "na,me"), "b \r\nbb");
    EXPECT_EQ(table.cell(0, "note"), "b\"bb");
    EXPECT_EQ(table.cell(1, "na,me"), "");
    EXPECT_EQ(table.where(1, "note").line, 4) << "a line end in quotes counts";
    EXPECT_EQ(to_string(table.where(1, "note")), "t.csv:4: note");
}

TEST(Csv, skips_comments_and_empty_lines_but_counts_them) {
    const CsvTable table = parse_csv("# made by hand\n\nid\n\n1\n# two\n2", "t.csv");
    ASSERT_EQ(table.size(), 2U);
    EXPECT_EQ(table.cell(1, "id"), "2");
    EXPECT_EQ(table.where(0, "id").line, 5);
    EXPECT_EQ(table.where(1, "id").line, 7);
}

TEST(Csv, names_the_line_of_a_broken_row) {
    EXPECT_EQ(refusal([] { parse_csv("a,b\n1,2\n3\n", "t.csv"); }).where.line, 3);
    EXPECT_EQ(refusal([] { parse_csv("a,b\n1,2,3\n", "t.csv"); }).where.line, 2);
    EXPECT_EQ(refusal([] { parse_csv("a,b\n1,\"2\n3,4\n", "t.csv"); }).where.line, 2)
        << "where the quote opens";
    EXPECT_EQ(refusal([] { parse_csv("a,b\n1,\"2\"x\n", "t.csv"); }).where.line, 2);
    EXPECT_EQ(refusal([] { parse_csv("a,b\n1,2\"3\n", "t.csv"); }).where.line, 2);
    EXPECT_THROW(parse_csv("", "t.csv"), InputError);
    EXPECT_THROW(parse_csv("a,a\n", "t.csv"), InputError);
    EXPECT_THROW(parse_csv("a,,b\n", "t.csv"), InputError);
    EXPECT_THROW(parse_csv(std::string_view{"a\n\0\n", 4}, "t.csv"), InputError);
}

TEST(Csv, keeps_within_its_limits) {
    EXPECT_THROW(parse_csv("a\n1\n2\n3\n", "t.csv", {.rows = 2}), InputError);
    EXPECT_THROW(parse_csv("a,b,c\n", "t.csv", {.columns = 2}), InputError);
    EXPECT_THROW(parse_csv("a\n12345\n", "t.csv", {.cell_bytes = 4}), InputError);
    EXPECT_THROW(parse_csv("a\n\"12345\"\n", "t.csv", {.cell_bytes = 4}), InputError);
}

TEST(Csv, lists_missing_and_unknown_columns) {
    Problems problems;
    parse_csv("kind,id,buss\n", "links.csv")
        .check_columns({"kind", "id", "bus"}, {"power"}, problems);
    ASSERT_EQ(problems.list().size(), 2U);
    EXPECT_EQ(problems.list()[0].where.key, "buss");
    EXPECT_EQ(problems.list()[0].remedy, "did you mean \"bus\"?");
    EXPECT_EQ(problems.list()[1].where.key, "bus");
}

TEST(Csv, numbers_are_whole_cells) {
    const Location where{"t.csv", 2, "lon"};
    EXPECT_DOUBLE_EQ(parse_number(" 11.25 ", where), 11.25);
    for (const char* bad : {"", "11,25", "1e999", "nan", "inf", "11.2x", "0x10"}) {
        EXPECT_EQ(refusal([&] { parse_number(bad, where); }).where.key, "lon") << bad;
    }
}

// As control systems of countries with a decimal comma write it.
TEST(Csv, a_header_with_semicolons_only_separates_the_cells_with_them) {
    const auto read = [](const char* text) {
        return parse_csv(text, "t.csv", {}, CsvSeparator::of_header);
    };
    const CsvTable table = read("# a; b\r\n\r\nTimestamp;\"n,1\";n4\r\n2018-01-01;28,08;30,9\r\n");
    EXPECT_EQ(table.separator(), ';');
    EXPECT_EQ(table.columns(), (std::vector<std::string>{"Timestamp", "n,1", "n4"}));
    EXPECT_EQ(table.cell(0, "n4"), "30,9");
    EXPECT_EQ(table.where(0, "n4").line, 4);
    EXPECT_EQ(read("a,b;c\n1,2\n").separator(), ',') << "both: RFC 4180";
    EXPECT_EQ(read("a\n1\n").separator(), ',');
    for (const char* empty : {"", "#", "#\n", "\r", "\n\n#x"}) {
        EXPECT_THROW(parse_csv(empty, "t.csv", {}, CsvSeparator::of_header), InputError) << empty;
    }
    EXPECT_EQ(parse_csv("a;b\n1;2\n", "t.csv").columns().size(), 1U) << "unless asked for";
}

TEST(Csv, a_decimal_comma_is_read_where_it_is_one) {
    EXPECT_EQ(number_in(" 28,08 ", ','), 28.08);
    EXPECT_EQ(number_in("28.08", ','), 28.08);
    EXPECT_EQ(number_in("-1,5e3", ','), -1500);
    for (const char* bad : {"1.234,5", "1,234.5", "1,2,3", "", " ", "nan", "1e999", "7 m"}) {
        EXPECT_EQ(number_in(bad, ','), std::nullopt) << bad;
    }
    EXPECT_EQ(number_in("28,08"), std::nullopt);
}

TEST(Csv, a_written_cell_reads_back) {
    for (const char* text : {"plain", "a,b", "say \"x\"", "two\nlines", "# no comment", ""}) {
        const CsvTable table = parse_csv("x,y\n" + csv_cell(text) + ",1\n", "t.csv");
        ASSERT_EQ(table.size(), 1U) << text;
        EXPECT_EQ(table.cell(0, "x"), text);
    }
}

} // namespace
} // namespace cityproof::io
