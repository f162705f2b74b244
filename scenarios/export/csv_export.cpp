// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/csv_export.hpp"

#include "io/text/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace cityproof::exporting {
namespace {

using Channels = std::vector<const io::ChannelDescription*>;

/// A text as a cell (RFC 4180).
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' ? "\"\"" : std::string(1, c);
    }
    return result + "\"";
}

std::vector<std::string> cells(const std::vector<std::string>& texts) {
    std::vector<std::string> result;
    std::ranges::transform(texts, std::back_inserter(result), cell);
    return result;
}

/// The shortest text that reads back as the same float32.
void append_number(std::string& row, float value) {
    if (std::isfinite(value)) {
        fmt::format_to(std::back_inserter(row), "{}", value);
    }
}

void write_channel(io::TextFile& file, const io::RunFileReader& run, const ChosenTable& chosen,
                   const io::ChannelDescription& channel, const FrameChoice& when,
                   const RunTime& time, const CheckInterrupt& check) {
    const std::vector<double> times_s = run.times_s(channel.axis);
    const std::vector<std::string> ids = cells(chosen.table->ids);
    const std::string table = cell(chosen.table->name);
    const std::string name = cell(channel.name);
    const std::string unit = cell(channel.unit);
    for (const std::size_t frame : when.frames(times_s, time)) {
        check();
        const std::vector<float> values = run.frame(channel.name, frame);
        const std::string moment =
            fmt::format("{},{},{},", times_s[frame], cell(time.local_text(times_s[frame])), table);
        std::string rows;
        for (std::size_t i = 0; i < values.size(); ++i) {
            rows += moment;
            rows += ids.at(i);
            rows += ',';
            rows += name;
            rows += ',';
            append_number(rows, values[i]);
            rows += ',';
            rows += unit;
            rows += '\n';
        }
        file.write(rows);
    }
}

void write_table(const std::filesystem::path& path, const io::RunFileReader& run,
                 const io::EntityTable& table, const Channels& channels, const FrameChoice& when,
                 const RunTime& time, const CheckInterrupt& check) {
    io::TextFile file{path};
    std::string head = "time_s,local_time,id";
    for (const io::ChannelDescription* channel : channels) {
        head += ',' + cell(fmt::format("{} [{}]", channel->name, channel->unit));
    }
    file.write(head + '\n');
    const std::vector<double> times_s = run.times_s(channels.front()->axis);
    const std::vector<std::string> ids = cells(table.ids);
    for (const std::size_t frame : when.frames(times_s, time)) {
        std::vector<std::vector<float>> values;
        for (const io::ChannelDescription* channel : channels) {
            check();
            values.push_back(run.frame(channel->name, frame));
        }
        const std::string moment =
            fmt::format("{},{},", times_s[frame], cell(time.local_text(times_s[frame])));
        std::string rows;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            rows += moment;
            rows += ids[i];
            for (const std::vector<float>& column : values) {
                rows += ',';
                append_number(rows, column.at(i));
            }
            rows += '\n';
        }
        file.write(rows);
    }
    file.close();
}

} // namespace

void write_long_csv(const std::filesystem::path& path, const io::RunFileReader& run,
                    std::span<const ChosenTable> tables, const FrameChoice& when,
                    const RunTime& time, const CheckInterrupt& check) {
    io::TextFile file{path};
    file.write("time_s,local_time,table,id,channel,value,unit\n");
    for (const ChosenTable& chosen : tables) {
        for (const io::ChannelDescription* channel : chosen.channels) {
            write_channel(file, run, chosen, *channel, when, time, check);
        }
    }
    file.close();
}

void write_wide_csv(const std::filesystem::path& folder, const io::RunFileReader& run,
                    std::span<const ChosenTable> tables, const FrameChoice& when,
                    const RunTime& time, const CheckInterrupt& check) {
    std::filesystem::create_directory(folder);
    for (const ChosenTable& chosen : tables) {
        std::map<std::string, Channels> by_axis;
        for (const io::ChannelDescription* channel : chosen.channels) {
            by_axis[channel->axis].push_back(channel);
        }
        for (const auto& [axis, channels] : by_axis) {
            const std::string name = chosen.table->name + (by_axis.size() > 1 ? "." + axis : "");
            write_table(folder / (name + ".csv"), run, *chosen.table, channels, when, time, check);
        }
    }
}

} // namespace cityproof::exporting
