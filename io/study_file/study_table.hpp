// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"
#include "models/contracts/key_figure.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::io {

/// What became of one run of a study.
enum class RunStatus : std::uint8_t { done = 0, failed = 1, missing = 2 };

/// "done", "failed" or "missing".
const char* to_string(RunStatus status);

struct StudyArm {
    std::string name;
    std::string policies; ///< names, separated by commas
};

/// A scenario key that differs between the points. Shape: one entry a point.
struct StudyFactor {
    std::string key;
    std::string unit; ///< of `numbers`; empty for texts
    std::vector<std::string> texts;
    std::vector<double> numbers; ///< in SI units; NaN where the value is no number
};

struct StudyRun {
    std::string id;
    std::uint32_t arm = 0;   ///< row of the arms; 0 is the baseline
    std::uint32_t point = 0; ///< row of the factors' values
    std::uint32_t seed = 0;
    RunStatus status = RunStatus::missing;
    std::string file; ///< run file, relative to the study file's folder
};

struct StudyKeyFigure {
    std::string id;
    std::string unit;
    contracts::Direction direction = contracts::Direction::neutral;
    std::string definition = {};
    bool named = false; ///< the study file names it
};

/// The key figures of all runs of a study; what study.h5 says without its series.
struct StudyTable {
    std::vector<MetaEntry> meta;
    std::size_t point_count = 1;
    std::vector<StudyArm> arms;
    std::vector<StudyFactor> factors;
    std::vector<StudyRun> runs;
    std::vector<StudyKeyFigure> key_figures;
    std::vector<double> values; ///< [run][key figure]; NaN where a run has none

    double value(std::size_t run, std::size_t figure) const {
        return values[run * key_figures.size() + figure];
    }

    /// Whether every run is done.
    bool complete() const;
};

/// A channel that all finished runs have in the same shape.
struct StudySeries {
    ChannelDescription description;
    std::uint64_t frames = 0;
    std::uint64_t entities = 0;
};

/// What the series of a study have in common.
struct StudyChannels {
    struct Axis {
        std::string name;
        std::vector<double> times_s;
    };

    struct Table {
        std::string name;
        std::vector<std::string> ids;
    };

    std::vector<Axis> axes;
    std::vector<Table> tables; ///< those that a series is of
    std::vector<StudySeries> series;
};

/// Writes study.h5: to a temporary name beside it, synced, renamed. Its bytes depend on what is
/// given here only. The series are virtual datasets [run][frame][entity] onto the run files of runs
/// that are done; the others read as NaN. Errors: EngineError; `path` is untouched then.
void write_study_file(const std::filesystem::path& path, const StudyTable& table,
                      const StudyChannels& channels);

/// Reads a study file but for its series. Errors: InputError for a file that is missing, none of
/// ours, of a newer format, or damaged.
StudyTable read_study_table(const std::filesystem::path& path);

} // namespace cityproof::io
