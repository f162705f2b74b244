// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/study_results.hpp"

#include "io/run_file/run_file_reader.hpp"
#include "io/text/csv.hpp"
#include "io/text/files.hpp"
#include "scenarios/study/run_state.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace cityproof::study {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Finds what the channels of all runs have in common. What a channel is follows from its name, and
/// what the entities of a table are from city and table: so the first run tells it for all, and the
/// others are compared by city, times and extents.
class CommonChannels {
  public:
    bool has_first() const { return first_; }

    void set_first(const io::RunFileReader& run) {
        first_ = true;
        city_hash_ = run.meta("city_hash");
        for (const io::AxisDescription& axis : run.axes()) {
            times_[axis.name] = run.times_s(axis.name);
        }
        for (const io::EntityTable& table : run.tables()) {
            ids_[table.name] = table.ids;
        }
        for (const io::ChannelDescription& channel : run.channels()) {
            channels_.push_back(
                {channel, times_.at(channel.axis).size(), ids_.at(channel.table).size()});
        }
    }

    void add(const io::RunGlance& run) {
        if (run.meta("city_hash") != city_hash_) {
            channels_.clear();
        }
        std::map<std::string, bool> same_times;
        std::erase_if(channels_, [&](const io::StudySeries& series) {
            const std::string& axis = series.description.axis;
            const auto extent = run.extent(series.description.name);
            if (extent != io::RunGlance::Extent{series.frames, series.entities}) {
                return true;
            }
            if (!same_times.contains(axis)) {
                same_times[axis] = run.times_s(axis) == times_.at(axis);
            }
            return !same_times[axis];
        });
    }

    io::StudyChannels result() const {
        io::StudyChannels result;
        result.series = channels_;
        for (const io::StudySeries& series : channels_) {
            const std::string& axis = series.description.axis;
            const std::string& table = series.description.table;
            if (std::ranges::find(result.axes, axis, &io::StudyChannels::Axis::name) ==
                result.axes.end()) {
                result.axes.push_back({axis, times_.at(axis)});
            }
            if (std::ranges::find(result.tables, table, &io::StudyChannels::Table::name) ==
                result.tables.end()) {
                result.tables.push_back({table, ids_.at(table)});
            }
        }
        return result;
    }

  private:
    bool first_ = false;
    std::string city_hash_;
    std::map<std::string, std::vector<double>> times_;
    std::map<std::string, std::vector<std::string>> ids_;
    std::vector<io::StudySeries> channels_;
};

class Collector {
  public:
    Collector(const StudyFolder& folder, const RunList& list) : folder_{folder}, list_{list} {}

    StudyResults collect() {
        describe();
        for (const PlannedRun& run : list_.runs) {
            add(run);
        }
        fill_values();
        return {std::move(table_), channels_.result()};
    }

  private:
    void describe() {
        table_.meta = {{"program", "cityproof"},
                       {"version", list_.version},
                       {"study", list_.study},
                       {"description", list_.description},
                       {"study_text", list_.study_text},
                       {"scenario_text", list_.scenario_text},
                       {"settings", fmt::format("{}", fmt::join(list_.settings, "; "))}};
        table_.point_count = list_.points.size();
        for (const ListedArm& arm : list_.arms) {
            table_.arms.push_back({arm.name, fmt::format("{}", fmt::join(arm.titles, ","))});
        }
        for (std::size_t i = 0; i < list_.factors.size(); ++i) {
            io::StudyFactor factor{
                list_.factors[i].key, list_.factors[i].unit, {}, list_.factors[i].numbers};
            for (const std::vector<std::string>& point : list_.points) {
                factor.texts.push_back(point[i]);
            }
            table_.factors.push_back(std::move(factor));
        }
    }

    void add(const PlannedRun& run) {
        io::StudyRun row{run.id,
                         run.arm,
                         run.point,
                         run.seed,
                         io::RunStatus::missing,
                         fmt::format("runs/{}.h5", run.id)};
        rows_.emplace_back();
        if (read(run)) {
            row.status = io::RunStatus::done;
        } else if (std::filesystem::exists(folder_.log(run.id))) {
            row.status = io::RunStatus::failed;
        }
        table_.runs.push_back(std::move(row));
    }

    bool read(const PlannedRun& run) {
        std::error_code ignored;
        const std::filesystem::path file = folder_.run_file(run.id);
        if (!std::filesystem::exists(file, ignored)) {
            return false;
        }
        try {
            const io::RunGlance glance{file};
            if (!is_result(glance, run)) {
                return false;
            }
            if (!channels_.has_first()) {
                channels_.set_first(io::RunFileReader{file});
            }
            std::vector<std::pair<std::size_t, double>> row;
            const auto figures = glance.key_figures();
            require_columns(figures, file);
            for (const auto& [id, value] : figures) {
                row.emplace_back(columns_.at(id), value);
            }
            channels_.add(glance);
            rows_.back() = std::move(row);
            return true;
        } catch (const InputError&) {
            return false;
        }
    }

    /// What a key figure is follows from its name: the first run that has it tells.
    void require_columns(const std::vector<std::pair<std::string, double>>& figures,
                         const std::filesystem::path& file) {
        const auto is_known = [&](const auto& figure) { return columns_.contains(figure.first); };
        if (std::ranges::all_of(figures, is_known)) {
            return;
        }
        const io::RunFileReader run{file};
        for (const contracts::KeyFigure& figure : run.key_figures()) {
            add_column(figure);
        }
    }

    void add_column(const contracts::KeyFigure& figure) {
        if (!columns_.emplace(figure.id, table_.key_figures.size()).second) {
            return;
        }
        io::StudyKeyFigure column{figure.id, figure.unit, figure.direction, figure.definition};
        for (const auto& [id, direction] : list_.key_figures) {
            if (id == figure.id) {
                column.direction = direction;
                column.named = true;
            }
        }
        table_.key_figures.push_back(std::move(column));
    }

    void fill_values() {
        const std::size_t width = table_.key_figures.size();
        table_.values.assign(rows_.size() * width, not_a_number);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            for (const auto& [column, value] : rows_[i]) {
                // One NaN for all: those of solvers may differ in bits that nobody sees.
                table_.values[i * width + column] = std::isnan(value) ? not_a_number : value;
            }
        }
    }

    const StudyFolder& folder_;
    const RunList& list_;
    io::StudyTable table_;
    CommonChannels channels_;
    std::map<std::string, std::size_t> columns_; ///< by key figure
    std::vector<std::vector<std::pair<std::size_t, double>>> rows_;
};

} // namespace

StudyResults collect_results(const StudyFolder& folder, const RunList& list) {
    return Collector{folder, list}.collect();
}

std::string results_csv(const io::StudyTable& table) {
    std::string text = "run,arm,point,seed,status";
    for (const io::StudyFactor& factor : table.factors) {
        text += "," + io::csv_cell(factor.key);
    }
    for (const io::StudyKeyFigure& figure : table.key_figures) {
        text += "," +
                io::csv_cell(figure.unit == "1" ? figure.id : figure.id + " [" + figure.unit + "]");
    }
    text += "\n";
    for (std::size_t i = 0; i < table.runs.size(); ++i) {
        const io::StudyRun& run = table.runs[i];
        text += fmt::format("{},{},{},{},{}", run.id, io::csv_cell(table.arms[run.arm].name),
                            run.point, run.seed, io::to_string(run.status));
        for (const io::StudyFactor& factor : table.factors) {
            text += "," + io::csv_cell(factor.texts[run.point]);
        }
        for (std::size_t k = 0; k < table.key_figures.size(); ++k) {
            const double value = table.value(i, k);
            text += std::isnan(value) ? "," : fmt::format(",{}", value);
        }
        text += "\n";
    }
    return text;
}

void write_results(const StudyFolder& folder, const StudyResults& results) {
    io::write_file_atomically(folder.table(), results_csv(results.table));
    io::write_study_file(folder.study_file(), results.table, results.channels);
}

} // namespace cityproof::study
