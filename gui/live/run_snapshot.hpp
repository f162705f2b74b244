// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/value_range.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the thread that reads a run file hands to the window: values that never change once they
/// are handed over, so that no lock is needed to look at them.
namespace cityproof::gui {

/// Texts of a city package's layer, one per entity of the table; empty where there is none.
struct TextColumn {
    std::string table;
    std::string name;
    std::vector<std::string> values;
};

/// What stands in a run file from its first moment on, or in a city package.
struct RunFacts {
    std::string file; ///< as opened
    std::vector<io::MetaEntry> meta;
    std::vector<io::EntityTable> tables; ///< without the moving entities
    std::vector<io::ChannelDescription> channels;
    std::vector<TextColumn> texts; ///< of a city package; none in a run file
    bool has_vehicles = false;
    bool is_city = false; ///< a package without a run: its channels have values, but no moments

    std::string meta_text(std::string_view key) const; ///< empty when absent
    const io::EntityTable* table(std::string_view name) const;
    const io::ChannelDescription* channel(std::string_view name) const;
};

/// Recorded moments of one axis, ascending.
struct AxisTimes {
    std::string axis;
    std::vector<double> times_s;
};

/// How far a run has come.
struct RunProgress {
    std::vector<AxisTimes> axes;
    std::vector<double> moments_s; ///< of all axes together, ascending, each once
    std::shared_ptr<const std::vector<io::EventRecord>> events;
    std::shared_ptr<const std::vector<std::string>> vehicle_ids;
    bool complete = false;
    bool growing = false; ///< a run is writing the file

    const std::vector<double>* times_s(std::string_view axis) const;
};

/// The values of one channel in a frame.
struct ChannelValues {
    std::string channel;
    std::vector<float> values; ///< one per entity of its table, in the stored unit; NaN: none yet
};

/// All that the window asked for at one moment of the run.
struct Frame {
    double time_s = 0;
    std::vector<ChannelValues> channels;
    io::VehicleFrame vehicles;

    const std::vector<float>* values(std::string_view channel) const;
};

/// Values of one entity over the whole run.
struct EntitySeries {
    std::string channel;
    std::size_t entity = 0;
    std::vector<double> times_s;
    std::vector<float> values; ///< in the stored unit
};

/// Classes of a channel found in a sample of its frames, in the unit that is shown.
struct ChannelRange {
    std::string channel;
    ValueRange range;
    std::shared_ptr<const std::vector<float>> sample; ///< that the classes were found in
};

} // namespace cityproof::gui
