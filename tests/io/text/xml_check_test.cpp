// SPDX-License-Identifier: Apache-2.0
#include "io/text/xml_check.hpp"

#include <sys/stat.h>
#include <zlib.h>

#include <fstream>

#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::refusal;

class XmlCheck : public ::testing::Test {
  protected:
    fs::path write(const std::string& content) {
        const fs::path path = folder_.path() / "net.xml";
        std::ofstream{path, std::ios::binary} << content;
        return path;
    }

    fs::path write_gzip(const std::string& content) {
        const fs::path path = folder_.path() / "net.xml.gz";
        gzFile file = gzopen(path.c_str(), "wb");
        gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
        gzclose(file);
        return path;
    }

    static int count(const fs::path& path, const XmlExpectation& expectation = {.roots = {"net"}}) {
        int elements = 0;
        scan_xml(path, expectation, [&](const XmlElement&) { ++elements; });
        return elements;
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(XmlCheck, visits_elements_in_order_with_line_depth_and_parent) {
    std::vector<std::string> seen;
    scan_xml(write("<net version=\"1\">\n <edge id='a&amp;b'>\n  <lane/>\n </edge>\n</net>\n"),
             {.roots = {"net"}}, [&](const XmlElement& e) {
                 seen.push_back(std::to_string(e.line) + " " + std::to_string(e.depth) + " " +
                                std::string{e.parent} + "/" + std::string{e.name} + " " +
                                std::string{e.attribute("id")});
             });
    EXPECT_EQ(seen, (std::vector<std::string>{"1 1 /net ", "2 2 net/edge a&b", "3 3 edge/lane "}));
}

TEST_F(XmlCheck, hands_over_texts_and_ends_in_the_files_order) {
    std::string seen;
    scan_xml(write("<net>a&amp;<edge>b</edge>\n<lane/></net>"), {.roots = {"net"}},
             {.start = [&](const XmlElement& e) { seen += "<" + std::string{e.name} + ">"; },
              .text = [&](std::string_view text, int /*line*/) { seen += text; },
              .end = [&](int line) { seen += "/" + std::to_string(line); }});
    EXPECT_EQ(seen, "<net>a&<edge>b/1\n<lane>/2/2");
}

TEST_F(XmlCheck, reads_gzip_and_refuses_a_truncated_one) {
    std::string xml = "<net>";
    for (int i = 0; i < 5000; ++i) {
        xml += "<edge id='" + std::to_string(i * 7919 % 5003) + "'/>";
    }
    const fs::path path = write_gzip(xml + "</net>");
    EXPECT_EQ(count(path), 5001);
    fs::resize_file(path, fs::file_size(path) / 2);
    EXPECT_THROW(count(path), InputError);
}

// The 17 bytes that end sumo 1.28 with a segmentation fault (reference note on traffic, section 6).
TEST_F(XmlCheck, refuses_the_net_that_kills_libsumo) {
    EXPECT_EQ(refusal([&] { count(write("<net><edge id='a'")); }).where.line, 1);
}

TEST_F(XmlCheck, refuses_broken_and_foreign_files) {
    EXPECT_THROW(count(write("")), InputError);
    EXPECT_THROW(count(write("junk")), InputError);
    EXPECT_THROW(count(write("<net><edge></net>")), InputError);
    EXPECT_THROW(count(write("<net/>trailing")), InputError);
    EXPECT_EQ(refusal([&] { count(write("<routes/>")); }).expected, "<net>");
    EXPECT_THROW(count(folder_.path() / "missing.xml"), InputError);
    EXPECT_THROW(count(folder_.path()), InputError);
    const fs::path fifo = folder_.path() / "fifo";
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_THROW(count(fifo), InputError);
}

TEST_F(XmlCheck, refuses_entity_bombs_before_they_grow) {
    const std::string bomb =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE net [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n"
        "<net>&b;</net>";
    const Problem problem = refusal([&] { count(write(bomb)); });
    EXPECT_EQ(problem.where.line, 2);
    EXPECT_NE(problem.message.find("DOCTYPE"), std::string::npos);
    EXPECT_THROW(count(write("<!DOCTYPE net SYSTEM \"file:///etc/passwd\"><net/>")), InputError);
}

TEST_F(XmlCheck, limits_depth_bytes_and_tag_length) {
    std::string deep = "<net>";
    for (int i = 0; i < 100000; ++i) {
        deep += "<x>";
    }
    EXPECT_NE(refusal([&] { count(write(deep)); }).message.find("deep"), std::string::npos);
    EXPECT_THROW(count(write_gzip("<net>" + std::string(200000, ' ') + "</net>"),
                       {.roots = {}, .max_bytes = 100000}),
                 InputError);
    EXPECT_THROW(count(write("<net a='" + std::string(400000, 'x') + "'/>"),
                       {.roots = {}, .max_token_bytes = 100000}),
                 InputError);
}

TEST_F(XmlCheck, lets_exceptions_of_the_visitor_through) {
    EXPECT_THROW(scan_xml(write("<net><edge/></net>"), {},
                          [](const XmlElement&) { throw std::out_of_range{"x"}; }),
                 std::out_of_range);
}

} // namespace
} // namespace cityproof::io
