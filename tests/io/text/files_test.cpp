// SPDX-License-Identifier: Apache-2.0
#include "io/text/files.hpp"

#include <sys/stat.h>

#include <fstream>

#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::refusal;
using cityproof::testing::TemporaryFolder;

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

TEST(Files, reads_back_what_was_written) {
    const TemporaryFolder folder;
    std::string content = "line\r\n";
    content += '\0';
    content += "\xff\n";
    write_file_atomically(folder.path() / "a", content);
    EXPECT_EQ(read_text_file(folder.path() / "a"), content);
    write_file_atomically(folder.path() / "a", "new");
    EXPECT_EQ(read_text_file(folder.path() / "a"), "new");
    EXPECT_EQ(files_in(folder.path()), 1U) << "no temporary file may stay";
}

TEST(Files, refuses_what_is_no_regular_file) {
    const TemporaryFolder folder;
    const fs::path fifo = folder.path() / "fifo";
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_EQ(refusal([&] { read_text_file(fifo); }).message, "is no regular file");
    EXPECT_EQ(refusal([&] { read_text_file(folder.path()); }).message, "is a folder");
    EXPECT_THROW(read_text_file("/dev/zero"), InputError);
    EXPECT_THROW(read_text_file(folder.path() / "missing"), InputError);
}

TEST(Files, limits_the_size) {
    const TemporaryFolder folder;
    write_file_atomically(folder.path() / "a", "12345");
    EXPECT_EQ(read_text_file(folder.path() / "a", 5), "12345");
    EXPECT_THROW(read_text_file(folder.path() / "a", 4), InputError);
}

TEST(Files, a_finished_file_takes_the_place_of_the_old_one_or_goes) {
    const TemporaryFolder folder;
    write_file_atomically(folder.path() / "a", "old");
    write_file_atomically(folder.path() / "a.new", "new");
    put_in_place(folder.path() / "a.new", folder.path() / "a");
    EXPECT_EQ(read_text_file(folder.path() / "a"), "new");
    EXPECT_EQ(files_in(folder.path()), 1U);
    fs::create_directory(folder.path() / "d");
    write_file_atomically(folder.path() / "d.new", "x");
    EXPECT_THROW(put_in_place(folder.path() / "d.new", folder.path() / "d"), EngineError);
    EXPECT_EQ(files_in(folder.path()), 2U);
}

TEST(Files, a_failed_write_leaves_the_old_file) {
    const TemporaryFolder folder;
    EXPECT_THROW(write_file_atomically(folder.path() / "none" / "a", "x"), InputError);
    fs::create_directory(folder.path() / "d");
    std::ofstream{folder.path() / "d" / "inner"} << "x";
    // Renaming a file over a folder fails: the temporary file must be gone again.
    EXPECT_THROW(write_file_atomically(folder.path() / "d", "x"), EngineError);
    EXPECT_EQ(files_in(folder.path()), 1U);
    EXPECT_TRUE(fs::exists(folder.path() / "d" / "inner"));
}

TEST(Files, inside_folder_refuses_every_way_out) {
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "p.city";
    fs::create_directories(root / "traffic");
    std::ofstream{root / "traffic" / "a"} << "x";
    std::ofstream{folder.path() / "secret"} << "x";
    fs::create_symlink("../../secret", root / "traffic" / "link");
    fs::create_symlink(folder.path(), root / "out");
    fs::create_symlink("a", root / "traffic" / "good");

    EXPECT_EQ(inside_folder(root, "traffic/a", "city.yaml"), fs::canonical(root / "traffic" / "a"));
    EXPECT_EQ(inside_folder(root, "traffic/../traffic/a", "city.yaml"),
              fs::canonical(root / "traffic" / "a"));
    EXPECT_EQ(inside_folder(root, "traffic/good", "city.yaml"),
              fs::canonical(root / "traffic" / "a"));
    for (const char* bad :
         {"../secret", "traffic/../../secret", "/etc/passwd", "traffic/link", "out/secret", ""}) {
        EXPECT_EQ(refusal([&] { inside_folder(root, bad, "city.yaml"); }).where.file, "city.yaml")
            << bad;
    }
    // p.city2 starts with the same letters but is another folder
    fs::create_directory(folder.path() / "p.city2");
    EXPECT_THROW(inside_folder(root, "../p.city2", "city.yaml"), InputError);
}

} // namespace
} // namespace cityproof::io
