// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/checked_file.hpp"
#include "io/run_file/layout.hpp"
#include "io/study_file/study_layout.hpp"
#include "io/study_file/study_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace cityproof::io {
namespace {

using hdf5::Handle;
namespace names = study_layout;

class StudyReader {
  public:
    explicit StudyReader(const std::filesystem::path& path) : file_{path} {}

    StudyTable read() {
        read_meta();
        read_arms();
        read_factors();
        read_runs();
        read_key_figures();
        return std::move(table_);
    }

  private:
    Handle group(const char* name) const { return file_.group(file_.id(), name); }

    std::vector<std::string> texts(const Handle& parent, const std::string& name) const {
        const CheckedDataset dataset = file_.text_dataset(parent.get(), name);
        return dataset.read_texts(0, dataset.rows());
    }

    template <typename Value>
    std::vector<Value> column(const Handle& parent, const char* name, hid_t type,
                              std::size_t rows) const {
        std::vector<Value> values =
            file_.dataset(parent.get(), name, type).template read_all<Value>();
        require(values.size() == rows, name);
        return values;
    }

    void require(bool condition, const std::string& what) const {
        if (!condition) {
            file_.refuse(fmt::format("is damaged: '{}' does not fit to the rest", what));
        }
    }

    void read_meta() {
        const Handle meta = file_.find_group(file_.id(), names::meta);
        if (!meta || H5Aexists(meta.get(), names::kind_key) <= 0 ||
            file_.text_attribute(meta.get(), names::kind_key) != names::kind) {
            file_.refuse("is no study file", "give the study.h5 that `cityproof batch` wrote");
        }
        const std::int64_t format = file_.number_attribute(meta.get(), layout::format_key);
        if (format > names::format) {
            file_.refuse(
                fmt::format("is of format {}, newer than this program's {}", format, names::format),
                "use a newer Cityproof");
        }
        const std::int64_t points = file_.number_attribute(meta.get(), names::points_key);
        require(points >= 1 && points <= std::numeric_limits<std::uint32_t>::max(), "points");
        table_.point_count = static_cast<std::size_t>(points);
        for (const std::string& key : file_.text_attribute_names(meta.get())) {
            if (key != names::kind_key) {
                table_.meta.push_back({key, file_.text_attribute(meta.get(), key)});
            }
        }
    }

    void read_arms() {
        const Handle arms = group(names::arms);
        const std::vector<std::string> arm_names = texts(arms, "name");
        const std::vector<std::string> policies = texts(arms, "policies");
        require(arm_names.size() == policies.size() && !arm_names.empty(), names::arms);
        for (std::size_t i = 0; i < arm_names.size(); ++i) {
            table_.arms.push_back({arm_names[i], policies[i]});
        }
    }

    void read_factors() {
        const Handle all = group(names::factors);
        const Handle numbers = group(names::numbers);
        const std::vector<std::string> numeric = file_.children(numbers.get());
        for (const std::string& key : file_.children(all.get())) {
            StudyFactor factor{key, {}, texts(all, key), {}};
            require(factor.texts.size() == table_.point_count, key);
            factor.numbers.assign(table_.point_count, std::numeric_limits<double>::quiet_NaN());
            if (std::ranges::find(numeric, key) != numeric.end()) {
                const CheckedDataset dataset = file_.dataset(numbers.get(), key, H5T_IEEE_F64LE);
                factor.numbers = dataset.read_all<double>();
                require(factor.numbers.size() == table_.point_count, key);
                factor.unit = file_.text_attribute(dataset.id(), layout::unit_key);
            }
            table_.factors.push_back(std::move(factor));
        }
    }

    void read_runs() {
        const Handle runs = group(names::runs);
        const std::vector<std::string> ids = texts(runs, "id");
        const std::vector<std::string> files = texts(runs, "file");
        const std::size_t count = ids.size();
        require(files.size() == count, "file");
        const auto arms = column<std::uint32_t>(runs, "arm", H5T_STD_U32LE, count);
        const auto points = column<std::uint32_t>(runs, "point", H5T_STD_U32LE, count);
        const auto seeds = column<std::uint32_t>(runs, "seed", H5T_STD_U32LE, count);
        const auto status = column<std::uint8_t>(runs, "status", H5T_STD_U8LE, count);
        for (std::size_t i = 0; i < count; ++i) {
            require(arms[i] < table_.arms.size(), "arm");
            require(points[i] < table_.point_count, "point");
            require(status[i] <= static_cast<std::uint8_t>(RunStatus::missing), "status");
            table_.runs.push_back({ids[i], arms[i], points[i], seeds[i],
                                   static_cast<RunStatus>(status[i]), files[i]});
        }
    }

    contracts::Direction direction_of(const std::string& text) const {
        using contracts::Direction;
        for (const Direction direction :
             {Direction::lower_is_better, Direction::higher_is_better, Direction::neutral}) {
            if (text == layout::direction_text(direction)) {
                return direction;
            }
        }
        file_.refuse(fmt::format("has a key figure of the unknown direction '{}'", text));
    }

    void read_key_figures() {
        const Handle kpi = group(names::kpi);
        const std::vector<std::string> ids = texts(kpi, "id");
        const std::vector<std::string> units = texts(kpi, "unit");
        const std::vector<std::string> directions = texts(kpi, "direction");
        const std::vector<std::string> definitions = texts(kpi, "definition");
        const std::size_t count = ids.size();
        const auto named = column<std::uint8_t>(kpi, "named", H5T_STD_U8LE, count);
        require(units.size() == count && directions.size() == count && definitions.size() == count,
                names::kpi);
        for (std::size_t i = 0; i < count; ++i) {
            table_.key_figures.push_back(
                {ids[i], units[i], direction_of(directions[i]), definitions[i], named[i] != 0});
        }
        if (count > 0) {
            const CheckedDataset values = file_.dataset(kpi.get(), "value", H5T_IEEE_F64LE, 2);
            require(values.rows() == table_.runs.size() && values.width() == count, "value");
            table_.values = values.read_all<double>();
        }
    }

    CheckedFile file_;
    StudyTable table_;
};

} // namespace

StudyTable read_study_table(const std::filesystem::path& path) {
    const hdf5::QuietErrors quiet;
    return StudyReader{path}.read();
}

} // namespace cityproof::io
