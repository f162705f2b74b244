// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/layout.hpp"
#include "io/study_file/study_layout.hpp"
#include "io/study_file/study_table.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <set>

namespace cityproof::io {
namespace {

using hdf5::check;
using hdf5::Handle;
namespace names = study_layout;

class StudyWriter {
  public:
    StudyWriter(const std::string& path, const StudyTable& table, const StudyChannels& channels)
        : table_{table},
          channels_{channels},
          file_{layout::create_file(path)} {}

    void write() {
        write_meta();
        write_arms();
        write_factors();
        write_runs();
        write_key_figures();
        write_common();
        write_series();
        check(file_.reset(), "close the file");
    }

  private:
    template <typename Value>
    static void write_column(hid_t group, const layout::Column& column, hid_t memory,
                             const std::vector<Value>& values) {
        const hsize_t width = std::max<hsize_t>(column.width, 1);
        const hsize_t rows = values.size() / width;
        const Handle dataset = layout::create_column(group, column, {rows, false});
        layout::write_rows(dataset.get(), memory, 0, rows, column.width, values.data());
    }

    static void write_texts(hid_t group, const char* name, const char* description,
                            const std::vector<std::string>& texts) {
        const std::size_t bytes = layout::longest(texts);
        const Handle type = hdf5::text_type(bytes);
        const Handle dataset = layout::create_column(group, {name, type.get(), "1", description},
                                                     {texts.size(), false});
        layout::write_rows(dataset.get(), type.get(), 0, texts.size(), 0,
                           layout::packed(texts, bytes).data());
    }

    template <typename Row, typename Value>
    static std::vector<Value> column_of(const std::vector<Row>& rows, Value Row::*member) {
        std::vector<Value> values;
        std::ranges::transform(rows, std::back_inserter(values), member);
        return values;
    }

    void write_meta() const {
        const Handle group = layout::create_group(file_.get(), names::meta);
        layout::write_number_attribute(group.get(), layout::format_key, names::format);
        layout::write_number_attribute(group.get(), layout::complete_key,
                                       table_.complete() ? 1 : 0);
        layout::write_number_attribute(group.get(), names::points_key,
                                       static_cast<std::int64_t>(table_.point_count));
        layout::write_text_attribute(group.get(), names::kind_key, names::kind);
        for (const MetaEntry& entry : table_.meta) {
            layout::write_text_attribute(group.get(), entry.key, entry.value);
        }
    }

    void write_arms() const {
        const Handle group = layout::create_group(file_.get(), names::arms);
        write_texts(group.get(), "name", "name of the arm; the first is the baseline",
                    column_of(table_.arms, &StudyArm::name));
        write_texts(group.get(), "policies", "names of the policies in force, separated by commas",
                    column_of(table_.arms, &StudyArm::policies));
    }

    void write_factors() const {
        const Handle texts = layout::create_group(file_.get(), names::factors);
        const Handle numbers = layout::create_group(file_.get(), names::numbers);
        for (const StudyFactor& factor : table_.factors) {
            write_texts(texts.get(), factor.key.c_str(), "value of the key at each point",
                        factor.texts);
            if (!factor.unit.empty()) {
                write_column(
                    numbers.get(),
                    {factor.key, H5T_IEEE_F64LE, factor.unit, "value of the key at each point"},
                    H5T_NATIVE_DOUBLE, factor.numbers);
            }
        }
    }

    void write_runs() const {
        const Handle group = layout::create_group(file_.get(), names::runs);
        const std::vector<StudyRun>& runs = table_.runs;
        write_texts(group.get(), "id", "hash of all that the run depends on",
                    column_of(runs, &StudyRun::id));
        const auto write_numbers = [&](const char* name, const char* description,
                                       std::uint32_t StudyRun::*member) {
            write_column(group.get(), {name, H5T_STD_U32LE, "1", description}, H5T_NATIVE_UINT32,
                         column_of(runs, member));
        };
        write_numbers("arm", "row in /arms", &StudyRun::arm);
        write_numbers("point", "row in the datasets of /factors", &StudyRun::point);
        write_numbers("seed", "seed of every random draw", &StudyRun::seed);
        std::vector<std::uint8_t> status;
        for (const StudyRun& run : runs) {
            status.push_back(static_cast<std::uint8_t>(run.status));
        }
        write_column(group.get(), {"status", H5T_STD_U8LE, "1", "0 done, 1 failed, 2 missing"},
                     H5T_NATIVE_UINT8, status);
        write_texts(group.get(), "file", "run file, relative to this file's folder",
                    column_of(runs, &StudyRun::file));
    }

    void write_key_figures() const {
        const Handle group = layout::create_group(file_.get(), names::kpi);
        const std::vector<StudyKeyFigure>& figures = table_.key_figures;
        write_texts(group.get(), "id", "name of the key figure",
                    column_of(figures, &StudyKeyFigure::id));
        write_texts(group.get(), "unit", "unit of the values in the same column",
                    column_of(figures, &StudyKeyFigure::unit));
        std::vector<std::string> directions;
        std::vector<std::uint8_t> named;
        for (const StudyKeyFigure& figure : figures) {
            directions.emplace_back(layout::direction_text(figure.direction));
            named.push_back(figure.named ? 1 : 0);
        }
        write_texts(group.get(), "direction", "which way is better", directions);
        write_texts(group.get(), "definition", "what is counted, over what, what is left out",
                    column_of(figures, &StudyKeyFigure::definition));
        write_column(group.get(),
                     {"named", H5T_STD_U8LE, "1", "1: the study file names the key figure"},
                     H5T_NATIVE_UINT8, named);
        if (!figures.empty()) { // a dataset of width 0 would be one of one dimension
            write_column(group.get(),
                         {"value", H5T_IEEE_F64LE, "see /kpi/unit",
                          "[run][key figure]; NaN where a run has none", figures.size()},
                         H5T_NATIVE_DOUBLE, table_.values);
        }
    }

    void write_common() const {
        const Handle time = layout::create_group(file_.get(), names::time);
        for (const StudyChannels::Axis& axis : channels_.axes) {
            const Handle group = layout::create_group(time.get(), axis.name);
            write_column(group.get(),
                         {"time", H5T_IEEE_F64LE, "s",
                          "simulated time of the frame since the scenario's start"},
                         H5T_NATIVE_DOUBLE, axis.times_s);
        }
        const Handle entities = layout::create_group(file_.get(), names::entities);
        for (const StudyChannels::Table& entity_table : channels_.tables) {
            const Handle group = layout::create_group(entities.get(), entity_table.name);
            write_texts(group.get(), "id", "name of the entity in the city", entity_table.ids);
        }
    }

    void write_series() const {
        const Handle root = layout::create_group(file_.get(), names::series);
        std::set<std::string> domains;
        for (const StudySeries& series : channels_.series) {
            const auto [domain, quantity] = layout::split_channel_name(series.description.name);
            const Handle group =
                domains.insert(domain).second
                    ? layout::create_group(root.get(), domain)
                    : Handle{check(H5Gopen2(root.get(), domain.c_str(), H5P_DEFAULT),
                                   "open group " + domain),
                             H5Gclose};
            write_virtual(group.get(), quantity, series);
        }
    }

    void write_virtual(hid_t group, const std::string& quantity, const StudySeries& series) const {
        const Handle creation = hdf5::property_list(H5P_DATASET_CREATE);
        check(H5Pset_obj_track_times(creation.get(), false), "switch time stamps off");
        const float nan = std::numeric_limits<float>::quiet_NaN();
        check(H5Pset_fill_value(creation.get(), H5T_NATIVE_FLOAT, &nan), "set the fill");
        const Handle space = hdf5::dataspace({table_.runs.size(), series.frames, series.entities});
        const Handle source = hdf5::dataspace({series.frames, series.entities});
        const std::string inner = fmt::format("/{}/{}", layout::channels, series.description.name);
        for (std::size_t i = 0; i < table_.runs.size(); ++i) {
            if (table_.runs[i].status != RunStatus::done) {
                continue;
            }
            const std::array<hsize_t, 3> start{i, 0, 0};
            const std::array<hsize_t, 3> count{1, series.frames, series.entities};
            check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr,
                                      count.data(), nullptr),
                  "select a run");
            check(H5Pset_virtual(creation.get(), space.get(), table_.runs[i].file.c_str(),
                                 inner.c_str(), source.get()),
                  "refer to a run file");
        }
        check(H5Sselect_all(space.get()), "select all runs");
        const Handle dataset{check(H5Dcreate2(group, quantity.c_str(), H5T_IEEE_F32LE, space.get(),
                                              H5P_DEFAULT, creation.get(), H5P_DEFAULT),
                                   "create series " + series.description.name),
                             H5Dclose};
        const ChannelDescription& channel = series.description;
        layout::write_text_attribute(dataset.get(), layout::unit_key, channel.unit);
        layout::write_text_attribute(dataset.get(), layout::description_key, channel.description);
        layout::write_text_attribute(dataset.get(), layout::table_key, channel.table);
        layout::write_text_attribute(dataset.get(), layout::axis_key, channel.axis);
    }

    const StudyTable& table_;
    const StudyChannels& channels_;
    Handle file_;
};

} // namespace

const char* to_string(RunStatus status) {
    constexpr std::array<const char*, 3> texts{"done", "failed", "missing"};
    return texts.at(static_cast<std::size_t>(status));
}

bool StudyTable::complete() const {
    return std::ranges::all_of(runs,
                               [](const StudyRun& run) { return run.status == RunStatus::done; });
}

void write_study_file(const std::filesystem::path& path, const StudyTable& table,
                      const StudyChannels& channels) {
    const hdf5::QuietErrors quiet;
    const std::filesystem::path temporary{fmt::format("{}.tmp-{}", path.string(), ::getpid())};
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    try {
        StudyWriter{temporary.string(), table, channels}.write();
    } catch (const hdf5::Hdf5Error& error) {
        std::filesystem::remove(temporary, ignored);
        throw EngineError{"HDF5", fmt::format("writing {}: {}", path.string(), error.what())};
    }
    put_in_place(temporary, path);
}

} // namespace cityproof::io
