// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/hdf5_handle.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <array>
#include <functional>

#include "sample_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using namespace cityproof::testing;
using hdf5::Handle;
using ::testing::HasSubstr;

/// Reads the file in a process with little memory and time: refused in one line that names the
/// file, with exit code 2.
void expect_refused(const std::filesystem::path& path, const std::string& reason = {}) {
    const Finished child = run({child_program(), "read", path.string()});
    EXPECT_EQ(child.code, 2) << child.output;
    EXPECT_THAT(child.output, HasSubstr(path.filename().string()));
    EXPECT_THAT(child.output, HasSubstr(reason));
    EXPECT_EQ(std::ranges::count(child.output, '\n'), 1) << child.output;
}

/// A sample run on which a test does its damage.
class HostileRunFile : public ::testing::Test {
  protected:
    HostileRunFile() { write_sample(path_, {.streets = 5, .record_frames = 4, .fine_frames = 9}); }

    const std::filesystem::path& path() const { return path_; }

    /// Changes the file through HDF5.
    void change(const std::function<void(hid_t)>& damage) const {
        const Handle file{H5Fopen(path_.c_str(), H5F_ACC_RDWR, hdf5::file_access().get()),
                          H5Fclose};
        ASSERT_TRUE(file);
        damage(file.get());
    }

    static void remove(hid_t file, const char* name) {
        ASSERT_GE(H5Ldelete(file, name, H5P_DEFAULT), 0);
    }

    /// Puts a dataset of that shape in the place of another, without values and with chunks of
    /// `chunk`.
    static void replace(hid_t file, const char* name, hid_t type, const std::vector<hsize_t>& dims,
                        const std::vector<hsize_t>& chunk,
                        const std::function<void(hid_t)>& tune = {}) {
        remove(file, name);
        const Handle creation = hdf5::property_list(H5P_DATASET_CREATE);
        if (!chunk.empty()) {
            ASSERT_GE(H5Pset_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data()),
                      0);
        }
        if (tune) {
            tune(creation.get());
        }
        const std::vector<hsize_t> most(dims.size(), H5S_UNLIMITED);
        const Handle space{H5Screate_simple(static_cast<int>(dims.size()), dims.data(),
                                            chunk.empty() ? nullptr : most.data()),
                           H5Sclose};
        const Handle dataset{
            H5Dcreate2(file, name, type, space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
            H5Dclose};
        ASSERT_TRUE(dataset) << name;
        for (const char* attribute : {"unit", "table", "axis", "description"}) {
            const std::string text = std::string{attribute} == "axis" ? "record" : "street";
            const Handle text_type = hdf5::text_type(text.size());
            const Handle made{H5Acreate2(dataset.get(), attribute, text_type.get(),
                                         hdf5::dataspace({}).get(), H5P_DEFAULT, H5P_DEFAULT),
                              H5Aclose};
            H5Awrite(made.get(), text_type.get(), text.data());
        }
        const std::int64_t order = 0;
        const Handle made{H5Acreate2(dataset.get(), "order", H5T_STD_I64LE,
                                     hdf5::dataspace({}).get(), H5P_DEFAULT, H5P_DEFAULT),
                          H5Aclose};
        H5Awrite(made.get(), H5T_NATIVE_INT64, &order);
    }

    static void set_number(hid_t file, const char* name, std::int64_t value) {
        ASSERT_GE(H5Adelete_by_name(file, "meta", name, H5P_DEFAULT), 0);
        const Handle attribute{H5Acreate_by_name(file, "meta", name, H5T_STD_I64LE,
                                                 hdf5::dataspace({}).get(), H5P_DEFAULT,
                                                 H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose};
        ASSERT_GE(H5Awrite(attribute.get(), H5T_NATIVE_INT64, &value), 0);
    }

    template <typename Value>
    static void overwrite(hid_t file, const char* name, hid_t type,
                          const std::vector<Value>& values) {
        const Handle dataset{H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
        ASSERT_GE(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
    }

  private:
    TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "hostile.h5";
};

TEST_F(HostileRunFile, the_undamaged_file_is_read) {
    const Finished child = run({child_program(), "read", path().string()});
    EXPECT_EQ(child.code, 0) << child.output;
    // Frames and series of 5 streets x 4, 3 signals x 9 and 3 signals x 4; vehicles of 9 frames.
    std::size_t vehicles = 0;
    for (std::size_t frame = 0; frame < 9; ++frame) {
        vehicles += sample_vehicles(frame).entity.size();
    }
    EXPECT_EQ(child.output, std::to_string(2 * (5 * 4 + 3 * 9 + 3 * 4) + vehicles) + " values\n");
}

TEST_F(HostileRunFile, what_is_no_hdf5_file_is_refused) {
    for (const std::string& content :
         {std::string{}, std::string{"time,speed\n0,1\n"}, std::string(100'000, '\0'),
          std::string{"\x89HDF\r\n\x1a\n"}, "\x89HDF\r\n\x1a\n" + std::string(4000, '\xff')}) {
        write_bytes(path(), content);
        expect_refused(path(), "not a run file");
    }
}

TEST_F(HostileRunFile, what_is_no_regular_file_is_refused_without_waiting) {
    const std::filesystem::path fifo = path().parent_path() / "fifo.h5";
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    expect_refused(fifo, "not a regular file");
    const std::filesystem::path folder = path().parent_path() / "folder.h5";
    std::filesystem::create_directory(folder);
    expect_refused(folder, "not a regular file");
    expect_refused(path().parent_path() / "missing.h5", "No such file");
}

TEST_F(HostileRunFile, a_file_cut_off_anywhere_is_refused) {
    const std::string bytes = file_bytes(path());
    // Every byte of the superblock, then 200 places.
    for (std::size_t length = 0; length < bytes.size();
         length += length < 48 ? 1 : bytes.size() / 200) {
        write_bytes(path(), bytes.substr(0, length));
        try {
            const RunFileReader reader{path()};
            ADD_FAILURE() << "not refused at " << length << " of " << bytes.size();
        } catch (const InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr("hostile.h5"));
        }
    }
}

TEST_F(HostileRunFile, damaged_bytes_are_refused_or_are_values_but_never_a_crash) {
    const std::string bytes = file_bytes(path());
    std::size_t refused = 0;
    // Places with a step that meets every part of the small structures; one byte inverted each.
    for (std::size_t place = 3; place < bytes.size();
         place += place < 4096 ? 41 : bytes.size() / 300) {
        std::string damaged = bytes;
        damaged[place] = static_cast<char>(~damaged[place]);
        write_bytes(path(), damaged);
        const Finished child = run({child_program(), "read", path().string()});
        EXPECT_TRUE(child.code == 0 || child.code == 2)
            << "byte " << place << ": " << child.code << child.output;
        refused += child.code == 2 ? 1 : 0;
    }
    EXPECT_GT(refused, 50U);
}

TEST_F(HostileRunFile, absurd_extents_are_refused_without_allocating) {
    constexpr hsize_t absurd = 1'000'000'000'000'000;
    const std::string good = file_bytes(path());
    const auto damaged = [&](const std::function<void(hid_t)>& damage, const std::string& reason) {
        write_bytes(path(), good);
        change(damage);
        expect_refused(path(), reason);
    };
    for (const char* name : {"time/record/time", "time/vehicles/time", "events/time", "kpi/value",
                             "entities/street/x"}) {
        damaged([&](hid_t f) { replace(f, name, H5T_IEEE_F64LE, {absurd}, {1024}); }, "");
        damaged([&](hid_t f) { replace(f, name, H5T_IEEE_F64LE, {absurd}, {}); }, "");
    }
    damaged(
        [&](hid_t f) {
            replace(f, "entities/street/id", hdf5::text_type(8).get(), {absurd}, {64});
        },
        "can hold");
    damaged(
        [&](hid_t f) {
            replace(f, "entities/street/id", hdf5::text_type(2'000'000'000).get(), {5}, {});
        },
        "longer");
    damaged([&](hid_t f) { replace(f, "time/vehicles/count", H5T_STD_U64LE, {absurd}, {64}); }, "");
    damaged(
        [&](hid_t f) {
            replace(f, "events/text_offset", H5T_STD_U64LE, {absurd, 3}, {64, 3});
        },
        "");
    damaged(
        [&](hid_t f) {
            replace(f, "channels/traffic/street_speed", H5T_IEEE_F32LE, {absurd, 5}, {1, 5});
        },
        "frames");
    damaged(
        [&](hid_t f) {
            replace(f, "channels/traffic/street_speed", H5T_IEEE_F32LE, {4, absurd}, {1, 5});
        },
        "");
    damaged(
        [&](hid_t f) {
            replace(f, "by_entity/traffic/street_speed", H5T_IEEE_F32LE, {5, absurd}, {5, 4});
        },
        "can hold");
    damaged(
        [&](hid_t f) {
            replace(f, "channels/traffic/street_speed", H5T_IEEE_F32LE, {4, 5}, {1'000'000, 1'000});
        },
        "chunks larger");
    // All at once: everything agrees that the run is absurdly long.
    damaged(
        [&](hid_t f) {
            replace(f, "time/record/time", H5T_IEEE_F64LE, {absurd}, {1024});
            for (const char* name : {"channels/traffic/street_speed", "channels/services/none",
                                     "channels/traffic/a"}) {
                replace(f, name, H5T_IEEE_F32LE, {absurd, 5}, {1, 5});
            }
        },
        "");
}

TEST_F(HostileRunFile, wrong_types_ranks_and_kinds_are_refused) {
    const std::string good = file_bytes(path());
    const auto damaged = [&](const std::function<void(hid_t)>& damage, const std::string& reason) {
        write_bytes(path(), good);
        change(damage);
        expect_refused(path(), reason);
    };
    const char* channel = "channels/traffic/street_speed";
    damaged([&](hid_t f) { replace(f, channel, H5T_IEEE_F64LE, {4, 5}, {1, 5}); }, "type");
    damaged([&](hid_t f) { replace(f, channel, H5T_IEEE_F32BE, {4, 5}, {1, 5}); }, "type");
    damaged([&](hid_t f) { replace(f, channel, H5T_STD_REF_OBJ, {4, 5}, {1, 5}); }, "type");
    damaged([&](hid_t f) { replace(f, channel, H5T_IEEE_F32LE, {4}, {1}); }, "dimension");
    damaged(
        [&](hid_t f) {
            replace(f, channel, H5T_IEEE_F32LE, {4, 5, 1}, {1, 5, 1});
        },
        "chunks larger");
    damaged(
        [&](hid_t f) {
            replace(f, channel, H5T_IEEE_F32LE, {4, 6}, {1, 6});
        },
        "values a frame");
    damaged([&](hid_t f) { replace(f, channel, H5T_IEEE_F32LE, {3, 5}, {1, 5}); }, "frames");
    damaged([&](hid_t f) { replace(f, "entities/street/id", H5T_IEEE_F32LE, {5}, {}); }, "texts");
    damaged([&](hid_t f) { replace(f, "entities/street/point_count", H5T_STD_U64LE, {4}, {}); },
            "length");
    damaged(
        [&](hid_t f) {
            const Handle text = hdf5::text_type(1);
            H5Tset_size(text.get(), H5T_VARIABLE);
            replace(f, "entities/street/id", text.get(), {5}, {});
        },
        "texts");
    damaged([&](hid_t f) { replace(f, "trace/hash", H5T_STD_U64LE, {2}, {}); }, "trace hash");
    damaged(
        [&](hid_t f) {
            remove(f, channel);
            const Handle group{H5Gcreate2(f, channel, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                               H5Gclose};
        },
        "not a dataset");
    damaged(
        [&](hid_t f) {
            remove(f, "entities");
            replace(f, "trace/hash", H5T_STD_U64LE, {1}, {});
            H5Lcreate_hard(f, "trace/hash", f, "entities", H5P_DEFAULT, H5P_DEFAULT);
        },
        "entities");
}

TEST_F(HostileRunFile, data_from_outside_of_the_file_are_refused) {
    const std::string good = file_bytes(path());
    const auto damaged = [&](const std::function<void(hid_t)>& damage) {
        write_bytes(path(), good);
        change(damage);
        expect_refused(path());
    };
    const char* channel = "channels/traffic/street_speed";
    damaged([&](hid_t f) {
        remove(f, channel);
        H5Lcreate_external("/etc/hostname", "/x", f, channel, H5P_DEFAULT, H5P_DEFAULT);
    });
    damaged([&](hid_t f) {
        remove(f, "entities");
        H5Lcreate_external("other.h5", "/entities", f, "entities", H5P_DEFAULT, H5P_DEFAULT);
    });
    damaged([&](hid_t f) {
        remove(f, channel);
        H5Lcreate_soft("/channels/traffic/a", f, channel, H5P_DEFAULT, H5P_DEFAULT);
    });
    damaged([&](hid_t f) {
        replace(f, "entities/street/x", H5T_IEEE_F64LE, {15}, {},
                [](hid_t creation) { H5Pset_external(creation, "/etc/passwd", 0, 120); });
    });
    damaged([&](hid_t f) {
        replace(f, channel, H5T_IEEE_F32LE, {4, 5}, {1, 5},
                [](hid_t creation) { H5Pset_deflate(creation, 9); });
    });
}

TEST_F(HostileRunFile, missing_parts_are_named) {
    const std::string good = file_bytes(path());
    for (const char* name :
         {"meta", "privacy", "entities", "time", "channels", "events", "kpi", "trace",
          "time/record", "time/record/time", "time/vehicles", "time/vehicles/count",
          "entities/street/id", "entities/vehicle", "entities/vehicle/id",
          "channels/traffic/vehicle/x", "events/text", "kpi/definition"}) {
        write_bytes(path(), good);
        change([&](hid_t file) { remove(file, name); });
        expect_refused(path());
    }
    for (const char* attribute : {"format", "complete"}) {
        write_bytes(path(), good);
        change([&](hid_t file) { H5Adelete_by_name(file, "meta", attribute, H5P_DEFAULT); });
        expect_refused(path());
    }
    for (const char* attribute : {"unit", "table", "axis", "order"}) {
        write_bytes(path(), good);
        change([&](hid_t file) {
            H5Adelete_by_name(file, "channels/traffic/a", attribute, H5P_DEFAULT);
        });
        expect_refused(path(), attribute);
    }
}

TEST_F(HostileRunFile, a_newer_format_is_refused_in_words) {
    change([](hid_t file) { set_number(file, "format", 2); });
    expect_refused(path(), "format 2, newer than the 1 that this program knows");
    change([](hid_t file) { set_number(file, "format", -1); });
    expect_refused(path(), "never existed");
}

TEST_F(HostileRunFile, values_that_contradict_each_other_are_refused) {
    const std::string good = file_bytes(path());
    const auto damaged = [&](const std::function<void(hid_t)>& damage, const std::string& reason) {
        write_bytes(path(), good);
        change(damage);
        expect_refused(path(), reason);
    };
    using Whole = std::vector<std::uint64_t>;
    damaged(
        [](hid_t f) {
            overwrite(f, "time/record/time", H5T_NATIVE_DOUBLE,
                      std::vector<double>{60, 50, 70, 80});
        },
        "ascend");
    damaged(
        [](hid_t f) { overwrite(f, "time/vehicles/count", H5T_NATIVE_UINT64, Whole(9, ~0ULL)); },
        "outside");
    damaged(
        [](hid_t f) {
            overwrite(f, "time/vehicles/offset", H5T_NATIVE_UINT64, Whole(9, ~0ULL - 1));
        },
        "outside");
    damaged(
        [](hid_t f) {
            overwrite(f, "entities/street/point_offset", H5T_NATIVE_UINT64, Whole(5, ~0ULL));
        },
        "broken geometry");
    damaged(
        [](hid_t f) {
            overwrite(f, "entities/street/point_count", H5T_NATIVE_UINT64, Whole(5, ~0ULL));
        },
        "broken geometry");
    damaged(
        [](hid_t f) {
            overwrite(f, "entities/street/geometry_kind", H5T_NATIVE_UINT8,
                      std::vector<std::uint8_t>(5, 9));
        },
        "broken geometry");
    damaged([](hid_t f) { overwrite(f, "events/text_offset", H5T_NATIVE_UINT64, Whole(6, ~0ULL)); },
            "outside");
    damaged(
        [](hid_t f) {
            overwrite(f, "events/text_length", H5T_NATIVE_UINT64, Whole(6, 1ULL << 40U));
        },
        "outside");
    std::size_t rows = 0;
    for (std::size_t frame = 0; frame < 9; ++frame) {
        rows += sample_vehicles(frame).entity.size();
    }
    damaged(
        [&](hid_t f) {
            overwrite(f, "channels/traffic/vehicle/entity", H5T_NATIVE_UINT32,
                      std::vector<std::uint32_t>(rows, 4'000'000'000U));
        },
        "names vehicles");
}

} // namespace
} // namespace cityproof::io
