// SPDX-License-Identifier: Apache-2.0
#include "gui/live/run_reading.hpp"

#include "gui/data/channel_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::gui {

namespace {

// Times are whole nanoseconds kept as seconds: two that differ by less are the same.
constexpr double same_time_s = 1e-6;
constexpr std::size_t sampled_frames = 60;
// A sample of more values than this takes longer to sort than a reader likes to wait.
constexpr std::size_t sampled_values = 500'000;
constexpr std::string_view growing_suffix = ".part";

std::filesystem::path existing(const std::filesystem::path& path) {
    std::filesystem::path growing = path;
    growing += growing_suffix;
    std::error_code ignored;
    const bool there = std::filesystem::exists(path, ignored);
    return !there && std::filesystem::exists(growing, ignored) ? growing : path;
}

/// Index of the last time at or before `time_s`.
std::optional<std::size_t> frame_at(const std::vector<double>& times_s, double time_s) {
    const auto next = std::upper_bound(times_s.begin(), times_s.end(), time_s + same_time_s);
    return next == times_s.begin()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(next - times_s.begin() - 1)};
}

std::shared_ptr<const RunFacts> facts_of(const io::RunFileReader& reader,
                                         const std::filesystem::path& path) {
    auto facts = std::make_shared<RunFacts>();
    facts->file = path.string();
    facts->meta = reader.meta();
    facts->tables = reader.tables();
    facts->channels = reader.channels();
    facts->has_vehicles = reader.has_vehicles();
    return facts;
}

} // namespace

RunReading::RunReading(const std::filesystem::path& path)
    : path_{existing(path)},
      reader_{path_, io::KilledRun::accept},
      facts_{facts_of(reader_, path_)},
      was_growing_{reader_.growing()} {
}

std::filesystem::path RunReading::final_path() const {
    return path_.extension() == growing_suffix ? path_.parent_path() / path_.stem() : path_;
}

std::shared_ptr<const RunProgress> RunReading::progress() const {
    auto progress = std::make_shared<RunProgress>();
    for (const io::AxisDescription& axis : reader_.axes()) {
        progress->axes.push_back({axis.name, reader_.times_s(axis.name)});
        const auto& times_s = progress->axes.back().times_s;
        progress->moments_s.insert(progress->moments_s.end(), times_s.begin(), times_s.end());
    }
    auto& moments_s = progress->moments_s;
    std::sort(moments_s.begin(), moments_s.end());
    moments_s.erase(std::unique(moments_s.begin(), moments_s.end(),
                                [](double a, double b) { return b - a < same_time_s; }),
                    moments_s.end());
    progress->events = std::make_shared<const std::vector<io::EventRecord>>(reader_.events());
    if (!vehicle_ids_ || vehicle_ids_->size() != reader_.vehicle_ids().size()) {
        vehicle_ids_ = std::make_shared<const std::vector<std::string>>(reader_.vehicle_ids());
    }
    progress->vehicle_ids = vehicle_ids_;
    progress->complete = reader_.complete();
    progress->growing = reader_.growing();
    return progress;
}

std::shared_ptr<const Frame> RunReading::frame(const FrameRequest& request) const {
    auto frame = std::make_shared<Frame>();
    frame->time_s = request.time_s;
    for (const std::string& name : request.channels) {
        const io::ChannelDescription* channel = facts_->channel(name);
        if (channel == nullptr) {
            continue;
        }
        const auto index = frame_at(reader_.times_s(channel->axis), request.time_s);
        frame->channels.push_back(
            {name, index ? reader_.frame(name, *index)
                         : std::vector<float>(facts_->table(channel->table)->ids.size(),
                                              std::numeric_limits<float>::quiet_NaN())});
    }
    if (request.vehicles && facts_->has_vehicles) {
        if (const auto index = frame_at(reader_.times_s("vehicles"), request.time_s)) {
            frame->vehicles = reader_.vehicle_frame(*index);
        }
    }
    return frame;
}

std::shared_ptr<const EntitySeries> RunReading::series(const std::string& channel,
                                                       std::size_t entity) const {
    auto series = std::make_shared<EntitySeries>();
    series->channel = channel;
    series->entity = entity;
    const io::ChannelDescription* description = facts_->channel(channel);
    if (description == nullptr || entity >= facts_->table(description->table)->ids.size()) {
        return series;
    }
    series->times_s = reader_.times_s(description->axis);
    series->values = reader_.series(channel, entity);
    const std::size_t size = std::min(series->times_s.size(), series->values.size());
    series->times_s.resize(size);
    series->values.resize(size);
    return series;
}

std::shared_ptr<const ChannelRange> RunReading::range(const std::string& channel) const {
    auto range = std::make_shared<ChannelRange>();
    range->channel = channel;
    const io::ChannelDescription* description = facts_->channel(channel);
    if (description == nullptr) {
        return range;
    }
    const std::size_t width =
        std::max<std::size_t>(1, facts_->table(description->table)->ids.size());
    const std::size_t frames = reader_.times_s(description->axis).size();
    const std::size_t count = std::min(frames, sampled_frames);
    // Of a large table every n-th entity, in turns, so that each is seen in some frame.
    const std::size_t stride = (count * width + sampled_values - 1) / sampled_values;
    const double factor = channel_style(*description).factor;
    std::vector<float> sample;
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t index = count == 1 ? frames - 1 : k * (frames - 1) / (count - 1);
        const std::vector<float> values = reader_.frame(channel, index);
        for (std::size_t entity = k % stride; entity < values.size(); entity += stride) {
            sample.push_back(static_cast<float>(static_cast<double>(values[entity]) * factor));
        }
    }
    range->range = range_of(sample, false);
    range->sample = std::make_shared<const std::vector<float>>(std::move(sample));
    return range;
}

std::shared_ptr<const TimeSpace>
RunReading::time_space(const std::vector<io::Geometry>& streets) const {
    const StreetChain chain{streets, facts_->meta_text("driving_side") == "left"};
    const std::vector<double> times_s =
        facts_->has_vehicles ? reader_.times_s("vehicles") : std::vector<double>{};
    // A vehicle that is missing in a frame is somewhere else.
    const double step_s = times_s.size() > 1 ? times_s[1] - times_s[0] : 1;
    TimeSpaceBuilder builder{chain, 1.5 * step_s};
    for (std::size_t i = 0; i < times_s.size(); ++i) {
        builder.add(times_s[i], reader_.vehicle_frame(i));
    }
    return std::make_shared<const TimeSpace>(builder.take());
}

Reading::Look RunReading::look() {
    Look look;
    std::error_code ignored;
    const bool there = std::filesystem::exists(path_, ignored);
    if (was_growing_) {
        look.grown = reader_.refresh();
        if (reader_.growing()) {
            return look;
        }
        // What came between the last look and the end of the run.
        look.grown = reader_.refresh() || look.grown;
        was_growing_ = false;
        look.grown = true; // at least: it no longer grows
        look.replaced = final_path() != path_ && std::filesystem::exists(final_path(), ignored);
        if (!look.replaced) {
            look.problem = there ? opening_problem() : problem_of_ending();
        }
        return look;
    }
    if (!there && !said_deleted_) {
        look.problem = problem_of_ending();
    }
    return look;
}

std::optional<Problem> RunReading::problem_of_ending() {
    said_deleted_ = true;
    return Problem{Severity::warning,
                   {path_.string()},
                   "was deleted or renamed while it is shown; what was read stays on the screen",
                   {},
                   "open the file under its new name"};
}

std::vector<Problem> RunReading::opening_problems() const {
    const std::optional<Problem> problem = opening_problem();
    return problem ? std::vector{*problem} : std::vector<Problem>{};
}

std::optional<Problem> RunReading::opening_problem() const {
    const std::shared_ptr<const RunProgress> progress = this->progress();
    if (progress->complete || progress->growing) {
        return std::nullopt;
    }
    const double last_s = progress->moments_s.empty() ? 0 : progress->moments_s.back();
    const bool part = path_.extension() == growing_suffix;
    return Problem{
        Severity::warning,
        {path_.string()},
        fmt::format("the run that wrote it is no more; it holds the run up to {:.10g} s", last_s),
        {},
        part ? "run `cityproof recover " + path_.filename().string() +
                   "` to make a run file of it that other programs read"
             : "run it again for the rest"};
}

} // namespace cityproof::gui
