// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/hdf5_handle.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <map>

#include "sample_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using namespace cityproof::testing;
using ::testing::HasSubstr;

TEST(RunFile, description_comes_back_as_it_was_given) {
    const TemporaryFolder folder;
    write_sample(folder.path() / "run.h5");
    const RunFileReader reader{folder.path() / "run.h5"};
    const RunFileLayout expected = sample_layout({});

    std::vector<std::pair<std::string, std::string>> meta;
    for (const MetaEntry& entry : reader.meta()) {
        meta.emplace_back(entry.key, entry.value);
    }
    // finish() replaced the seed and added the last entry.
    const std::vector<std::pair<std::string, std::string>> wanted{
        {"scenario", expected.meta[0].value},
        {"seed", "8"},
        {"city", "Zürich – Süd"},
        {"empty", ""},
        {"a_first_in_the_alphabet", "but not in the file"},
        {"ended", "yes"}};
    EXPECT_EQ(meta, wanted);
    EXPECT_EQ(reader.meta("no such key"), "");
    ASSERT_EQ(reader.privacy().size(), 1U);
    EXPECT_EQ(reader.privacy()[0].value, "synthetic");

    ASSERT_EQ(reader.tables().size(), expected.tables.size());
    for (std::size_t t = 0; t < expected.tables.size(); ++t) {
        EXPECT_EQ(reader.tables()[t].name, expected.tables[t].name);
        EXPECT_EQ(reader.tables()[t].ids, expected.tables[t].ids);
        ASSERT_EQ(reader.tables()[t].geometry.size(), expected.tables[t].geometry.size());
        for (std::size_t i = 0; i < expected.tables[t].geometry.size(); ++i) {
            EXPECT_EQ(reader.tables()[t].geometry[i].kind, expected.tables[t].geometry[i].kind);
            EXPECT_EQ(reader.tables()[t].geometry[i].points, expected.tables[t].geometry[i].points);
        }
    }
    ASSERT_EQ(reader.channels().size(), expected.channels.size());
    for (std::size_t c = 0; c < expected.channels.size(); ++c) {
        EXPECT_EQ(reader.channels()[c].name, expected.channels[c].name);
        EXPECT_EQ(reader.channels()[c].unit, expected.channels[c].unit);
        EXPECT_EQ(reader.channels()[c].table, expected.channels[c].table);
        EXPECT_EQ(reader.channels()[c].axis, expected.channels[c].axis);
        EXPECT_EQ(reader.channels()[c].description, expected.channels[c].description);
    }
}

TEST(RunFile, a_network_comes_back_as_it_was_given_and_only_where_there_is_one) {
    const TemporaryFolder folder;
    RunFileLayout layout;
    const Geometry nowhere;
    layout.tables = {{"line", {"l1", "l2"}, {nowhere, nowhere}, {"bus/a", ""}, {"bus/b", "bus/c"}},
                     {"bus", {"a", "b", "c"}, {nowhere, nowhere, nowhere}}};
    layout.tables[0].length_m = {12.5, std::nan("")};
    layout.tables[1].elevation_m = {1, 2, 3};
    RunFileWriter{folder.path() / "run.h5", layout}.finish({}, 1, {});
    const RunFileReader reader{folder.path() / "run.h5"};
    const EntityTable& line = *reader.table("line");
    EXPECT_EQ(line.from, layout.tables[0].from);
    EXPECT_EQ(line.to, layout.tables[0].to);
    EXPECT_EQ(line.length_m[0], 12.5);
    EXPECT_TRUE(std::isnan(line.length_m[1]));
    EXPECT_TRUE(line.elevation_m.empty());
    EXPECT_TRUE(reader.table("bus")->from.empty());
    EXPECT_EQ(reader.table("bus")->elevation_m, layout.tables[1].elevation_m);
}

TEST(RunFile, values_come_back_bit_for_bit) {
    const TemporaryFolder folder;
    const SampleSize size;
    write_sample(folder.path() / "run.h5", size);
    const RunFileReader reader{folder.path() / "run.h5"};

    EXPECT_EQ(expect_sample_frames(reader, size), size.record_frames + 2 * size.fine_frames);
    EXPECT_EQ(reader.times_s("record").front(), 60.0);
    EXPECT_EQ(reader.times_s("record").back(), 720.0);
    EXPECT_EQ(reader.vehicle_ids().size(), sample_vehicle_count(size.fine_frames - 1));
    EXPECT_EQ(reader.events().size(), 10U); // frames 0, 5 ... 45
    EXPECT_TRUE(reader.complete());
    EXPECT_FALSE(reader.growing());
    EXPECT_EQ(reader.trace_hash(), sample_trace_hash);
    for (std::size_t entity = 0; entity < size.streets; ++entity) {
        const std::vector<float> series = reader.series("traffic/street_speed", entity);
        ASSERT_EQ(series.size(), size.record_frames);
        for (std::size_t frame = 0; frame < series.size(); ++frame) {
            EXPECT_EQ(std::bit_cast<std::uint32_t>(series[frame]),
                      std::bit_cast<std::uint32_t>(sample_value(0, frame, entity)));
        }
    }
}

TEST(RunFile, key_figures_come_back_as_they_were_given) {
    const TemporaryFolder folder;
    write_sample(folder.path() / "run.h5");
    const RunFileReader reader{folder.path() / "run.h5"};
    const auto expected = sample_key_figures();
    ASSERT_EQ(reader.key_figures().size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const contracts::KeyFigure& found = reader.key_figures()[i];
        EXPECT_EQ(found.id, expected[i].id);
        EXPECT_EQ(std::bit_cast<std::uint64_t>(found.value),
                  std::bit_cast<std::uint64_t>(expected[i].value));
        EXPECT_EQ(found.unit, expected[i].unit);
        EXPECT_EQ(found.direction, expected[i].direction);
        EXPECT_EQ(found.definition, expected[i].definition);
    }
}

TEST(RunFile, copies_by_entity_hold_over_several_blocks_of_frames) {
    const TemporaryFolder folder;
    const SampleSize size{.streets = 5, .record_frames = 2500, .fine_frames = 0};
    write_sample(folder.path() / "run.h5", size);
    const RunFileReader reader{folder.path() / "run.h5"};
    const std::vector<float> series = reader.series("traffic/street_speed", 3);
    ASSERT_EQ(series.size(), 2500U);
    for (std::size_t frame = 0; frame < series.size(); ++frame) {
        ASSERT_EQ(std::bit_cast<std::uint32_t>(series[frame]),
                  std::bit_cast<std::uint32_t>(sample_value(0, frame, 3)));
    }
}

TEST(RunFile, a_run_without_frames_and_without_content_is_a_run) {
    const TemporaryFolder folder;
    RunFileWriter empty{folder.path() / "empty.h5", RunFileLayout{}};
    empty.finish({}, 0, {});
    const RunFileReader reader{folder.path() / "empty.h5"};
    EXPECT_TRUE(reader.complete());
    EXPECT_TRUE(reader.channels().empty());
    EXPECT_FALSE(reader.has_vehicles());

    write_sample(folder.path() / "frameless.h5", {.record_frames = 0, .fine_frames = 0});
    const RunFileReader frameless{folder.path() / "frameless.h5"};
    EXPECT_EQ(frameless.times_s("record").size(), 0U);
    EXPECT_EQ(frameless.series("traffic/street_speed", 0).size(), 0U);
    EXPECT_EQ(frameless.channels().size(), 5U);
}

TEST(RunFile, the_same_content_gives_the_same_bytes) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "elsewhere");
    write_sample(folder.path() / "a.h5");
    // Slower, so that frames are committed in other groups.
    const SampleSize size;
    const RunFileLayout layout = sample_layout(size);
    RunFileWriter writer{folder.path() / "elsewhere" / "another name.h5", layout};
    for (std::size_t frame = 0; frame < size.fine_frames; ++frame) {
        append_sample_step(writer, layout, size, frame);
        std::this_thread::sleep_for(std::chrono::milliseconds{frame % 10 == 0 ? 60 : 1});
    }
    writer.finish(sample_key_figures(), sample_trace_hash,
                  std::vector<MetaEntry>{{"seed", "8"}, {"ended", "yes"}});
    const std::string bytes = file_bytes(folder.path() / "a.h5");
    EXPECT_GT(bytes.size(), 100'000U);
    EXPECT_TRUE(bytes == file_bytes(folder.path() / "elsewhere" / "another name.h5"));
}

TEST(RunFile, nothing_but_the_result_stays_in_the_folder) {
    const TemporaryFolder folder;
    write_sample(folder.path() / "run.h5");
    write_sample(folder.path() / "run.h5"); // replaces the first
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
        names.push_back(entry.path().filename().string());
    }
    EXPECT_THAT(names, ::testing::ElementsAre("run.h5"));
}

herr_t read_unit(hid_t root, const char* name, const H5O_info_t* info, void* units) {
    if (info->type == H5O_TYPE_DATASET) {
        std::string text(100, '\0');
        const hdf5::Handle attribute{H5Aopen_by_name(root, name, "unit", H5P_DEFAULT, H5P_DEFAULT),
                                     H5Aclose};
        const hdf5::Handle type = hdf5::text_type(text.size());
        if (attribute && H5Aread(attribute.get(), type.get(), text.data()) >= 0) {
            text.resize(text.find('\0'));
        } else {
            text = "MISSING";
        }
        (*static_cast<std::map<std::string, std::string>*>(units))[name] = text;
    }
    return 0;
}

TEST(RunFile, every_dataset_has_a_unit) {
    const TemporaryFolder folder;
    write_sample(folder.path() / "run.h5");
    const hdf5::Handle file{
        H5Fopen((folder.path() / "run.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
    ASSERT_TRUE(file);
    std::map<std::string, std::string> units;
    ASSERT_GE(H5Ovisit1(file.get(), H5_INDEX_NAME, H5_ITER_INC, read_unit, &units), 0);
    // 3 tables x 6, 4 times + offset + count, 5 channels twice, 4 + 1 of vehicles, 4 of events, 5
    // of kpi, 1 of trace.
    EXPECT_EQ(units.size(), 18U + 6U + 10U + 5U + 4U + 5U + 1U);
    for (const auto& [name, unit] : units) {
        EXPECT_NE(unit, "MISSING") << name;
        EXPECT_NE(unit, "") << name;
    }
    EXPECT_EQ(units["channels/traffic/street_speed"], "m/s");
    EXPECT_EQ(units["by_entity/traffic/street_speed"], "m/s");
    EXPECT_EQ(units["channels/traffic/vehicle/speed"], "m/s");
    EXPECT_EQ(units["time/record/time"], "s");
    EXPECT_EQ(units["entities/street/x"], "m");
}

TEST(RunFile, h5dump_reads_a_complete_file) {
    const TemporaryFolder folder;
    write_sample(folder.path() / "run.h5");
    const Finished dump = run({"/usr/bin/h5dump", "-d", "/channels/services/none", "-d",
                               "/entities/vehicle/id", (folder.path() / "run.h5").string()});
    EXPECT_EQ(dump.code, 0) << dump.output;
    EXPECT_THAT(dump.output, HasSubstr("vehicle.0"));
}

TEST(RunFile, an_abandoned_run_leaves_a_readable_part) {
    const TemporaryFolder folder;
    const SampleSize size{.record_frames = 3, .fine_frames = 9};
    {
        const RunFileLayout layout = sample_layout(size);
        RunFileWriter writer{folder.path() / "run.h5", layout};
        for (std::size_t frame = 0; frame < 9; ++frame) {
            append_sample_step(writer, layout, size, frame);
        }
        writer.abandon();
        EXPECT_THROW(writer.append_event(sample_event(1)), std::logic_error);
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "run.h5"));
    const RunFileReader reader{folder.path() / "run.h5.part"};
    EXPECT_FALSE(reader.complete());
    EXPECT_EQ(reader.trace_hash(), std::nullopt);
    EXPECT_EQ(expect_sample_frames(reader, size), 3U + 9U + 9U);
    EXPECT_EQ(reader.series("sensors/reading", 2).size(), 9U);
}

TEST(RunFile, a_writer_that_is_dropped_leaves_a_part) {
    const TemporaryFolder folder;
    const SampleSize size{.record_frames = 3, .fine_frames = 3};
    {
        const RunFileLayout layout = sample_layout(size);
        RunFileWriter writer{folder.path() / "run.h5", layout};
        append_sample_step(writer, layout, size, 0);
    }
    EXPECT_EQ(RunFileReader{folder.path() / "run.h5.part"}.times_s("fine").size(), 1U);
}

TEST(RunFile, a_caller_that_breaks_the_contract_is_told) {
    const TemporaryFolder folder;
    const RunFileLayout layout = sample_layout({});
    RunFileWriter writer{folder.path() / "run.h5", layout};
    const auto frame = sample_frame(layout, "fine", 0);
    EXPECT_THROW(writer.append_frame("fine", 1, {}), std::invalid_argument);
    EXPECT_THROW(writer.append_frame("fine", 1, {{1.0F}}), std::invalid_argument);
    EXPECT_THROW(writer.append_frame("coarse", 1, frame), std::invalid_argument);
    writer.append_frame("fine", 5, frame);
    EXPECT_THROW(writer.append_frame("fine", 5, frame), std::invalid_argument);
    EXPECT_THROW(writer.append_frame("fine", 4, frame), std::invalid_argument);
    const std::vector<std::uint32_t> unknown{0};
    const std::vector<double> place{1.0};
    const std::vector<float> speed{1.0F};
    EXPECT_THROW(writer.append_vehicles(1, {unknown, place, place, speed, {}}),
                 std::invalid_argument);
    const std::vector<std::string> long_name{std::string(200, 'v')};
    EXPECT_THROW(writer.append_vehicles(1, {unknown, place, place, speed, long_name}), InputError);

    RunFileLayout nameless = layout;
    nameless.channels[0].unit.clear();
    EXPECT_THROW((RunFileWriter{folder.path() / "b.h5", nameless}), std::invalid_argument);
    RunFileLayout twice = layout;
    twice.channels[1].name = twice.channels[0].name;
    EXPECT_THROW((RunFileWriter{folder.path() / "b.h5", twice}), std::invalid_argument);
    RunFileLayout outside = layout;
    outside.tables[0].name = "../street";
    EXPECT_THROW((RunFileWriter{folder.path() / "b.h5", outside}), std::invalid_argument);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "b.h5.part"));
}

TEST(RunFile, an_output_that_cannot_be_written_is_refused_at_once) {
    const TemporaryFolder folder;
    EXPECT_THROW((RunFileWriter{folder.path() / "no" / "run.h5", RunFileLayout{}}), InputError);
    EXPECT_THROW((RunFileWriter{folder.path(), RunFileLayout{}}), InputError);
    ASSERT_EQ(::mkfifo((folder.path() / "run.h5.part").c_str(), 0600), 0);
    EXPECT_THROW((RunFileWriter{folder.path() / "run.h5", RunFileLayout{}}), InputError);
    ASSERT_EQ(::mkfifo((folder.path() / "pipe.h5").c_str(), 0600), 0);
    EXPECT_THROW((RunFileWriter{folder.path() / "pipe.h5", RunFileLayout{}}), InputError);
}

TEST(RunFile, two_runs_do_not_write_the_same_file) {
    const TemporaryFolder folder;
    RunFileWriter first{folder.path() / "run.h5", RunFileLayout{}};
    try {
        const RunFileWriter second{folder.path() / "run.h5", RunFileLayout{}};
        FAIL() << "not refused";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("another run is writing"));
    }
    first.finish({}, 1, {});
    EXPECT_TRUE(RunFileReader{folder.path() / "run.h5"}.complete());
}

TEST(RunFile, sizes_and_speed_are_printed) {
    const TemporaryFolder folder;
    constexpr std::size_t entities = 100'000;
    constexpr std::size_t frames = 60;
    RunFileLayout layout;
    layout.tables = {{"street", {}, {}}};
    for (std::size_t i = 0; i < entities; ++i) {
        layout.tables[0].ids.push_back(std::to_string(i));
    }
    layout.tables[0].geometry.resize(entities);
    layout.axes = {{"record"}};
    layout.channels = {{"a/b", "1", "street", "record", ""}, {"a/c", "1", "street", "record", ""}};
    const auto clock = [] { return std::chrono::steady_clock::now(); };
    const auto ms = [](auto span) {
        return std::chrono::duration<double, std::milli>(span).count();
    };
    const auto begin = clock();
    RunFileWriter writer{folder.path() / "run.h5", layout};
    for (std::size_t k = 0; k < frames; ++k) {
        const std::vector<float> row(entities, static_cast<float>(k));
        writer.append_frame("record", static_cast<double>(k), {row, row});
    }
    const auto appended = clock();
    writer.finish({}, 0, {});
    const auto finished = clock();
    const RunFileReader reader{folder.path() / "run.h5"};
    const auto opened = clock();
    for (std::size_t k = 0; k < frames; ++k) {
        ASSERT_EQ(reader.frame("a/c", (k * 37) % frames).at(entities - 1),
                  static_cast<float>((k * 37) % frames));
    }
    const auto read = clock();
    for (std::size_t e = 0; e < 100; ++e) {
        ASSERT_EQ(reader.series("a/b", e * 997 % entities).size(), frames);
    }
    const auto charted = clock();
    fmt::print(
        "{} frames of 2 x {} floats: append {:.2f} ms a frame, finish {:.0f} ms, open {:.0f} ms, "
        "read {:.2f} ms a frame, {:.3f} ms a series; {:.1f} MB for {:.1f} MB of values\n",
        frames, entities, ms(appended - begin) / frames, ms(finished - appended),
        ms(opened - finished), ms(read - opened) / frames, ms(charted - read) / 100,
        static_cast<double>(std::filesystem::file_size(folder.path() / "run.h5")) / 1e6,
        static_cast<double>(frames * 2 * entities * sizeof(float)) / 1e6);
}

} // namespace
} // namespace cityproof::io
