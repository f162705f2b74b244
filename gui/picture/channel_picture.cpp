// SPDX-License-Identifier: Apache-2.0
#include "gui/picture/channel_picture.hpp"

#include "core/base/class_limits.hpp"
#include "core/base/errors.hpp"
#include "core/base/quantity.hpp"
#include "gui/data/channel_style.hpp"
#include "gui/data/value_range.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"
#include "gui/map/words.hpp"
#include "gui/picture/table_layer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

namespace cityproof::gui {

namespace {

// Frames that class limits are taken from. A mean reads a whole span for each, so it takes fewer.
constexpr std::size_t sampled_frames = 60;
constexpr std::size_t sampled_means = 12;
constexpr std::string_view usual_channel = "traffic/street_speed";

bool can_be_drawn(const io::RunFileReader& run, const io::ChannelDescription& channel) {
    const io::EntityTable* table = run.table(channel.table);
    return table != nullptr && geometry_kind(*table) != io::GeometryKind::none;
}

/// Reads shown values of a run, or their differences to another one.
class ShownValues {
  public:
    ShownValues(const ChannelFrames& frames, double factor) : frames_{frames}, factor_{factor} {}

    /// Pairs entities by id. Errors: InputError when none is in both runs.
    void subtract(const ChannelFrames& other, const std::string& file) {
        std::map<std::string_view, std::size_t> places;
        for (std::size_t place = 0; place < other.table().ids.size(); ++place) {
            places.emplace(other.table().ids[place], place);
        }
        for (const std::string& id : frames_.table().ids) {
            const auto found = places.find(id);
            partner_.push_back(found == places.end() ? std::nullopt : std::optional{found->second});
        }
        if (std::none_of(partner_.begin(), partner_.end(),
                         [](const auto& place) { return place.has_value(); })) {
            throw InputError{{file, 0, "--compare"},
                             "no entity of table '" + frames_.table().name + "' is in both runs",
                             "two runs of the same city"};
        }
        other_ = &other;
    }

    std::vector<float> at(double time_s, double span_s) const {
        std::vector<float> values = frames_.values(time_s, span_s);
        const std::vector<float> others =
            other_ == nullptr ? std::vector<float>{} : other_->values(time_s, span_s);
        for (std::size_t entity = 0; entity < values.size(); ++entity) {
            auto value = static_cast<double>(values[entity]);
            if (other_ != nullptr) {
                const auto& partner = partner_[entity];
                value -= partner ? static_cast<double>(others[*partner])
                                 : std::numeric_limits<double>::quiet_NaN();
            }
            values[entity] = static_cast<float>(value * factor_);
        }
        return values;
    }

    std::vector<float> sample(double span_s) const {
        std::vector<float> all;
        for (const double time_s :
             frames_.sample_times_s(span_s > 0 ? sampled_means : sampled_frames)) {
            const std::vector<float> values = at(time_s, span_s);
            all.insert(all.end(), values.begin(), values.end());
        }
        return all;
    }

  private:
    const ChannelFrames& frames_;
    double factor_;
    const ChannelFrames* other_ = nullptr;
    std::vector<std::optional<std::size_t>> partner_;
};

void require_limits(const std::vector<double>& limits, bool difference) {
    const QString wrong = limits_problem(limits, difference);
    if (!wrong.isEmpty()) {
        throw InputError{
            {"", 0, "--limits"}, "these class limits cannot be used", wrong.toStdString()};
    }
}

ColorScale make_scale(const Measure& measure, const std::vector<float>& sample,
                      const PictureRequest& request, CriticalEnd critical, bool difference) {
    require_limits(request.limits, difference);
    const ValueRange range = with_limits(range_of(sample, difference), request.limits);
    return scale_of(measure, range, request.dark ? Theme::night() : Theme::light(), critical,
                    difference);
}

double averaging_span(const PictureRequest& request) {
    if (!request.average) {
        return 0;
    }
    const double span_s = parse_duration(*request.average, {"", 0, "--average"}).to_seconds();
    if (span_s <= 0) {
        throw InputError{
            {"", 0, "--average"}, "'" + *request.average + "' is not a span", "more than 0 s"};
    }
    return span_s;
}

} // namespace

QString run_label(const io::RunFileReader& run) {
    QStringList parts;
    const QString policy = plain_text(run.meta("policy"));
    parts << (policy.isEmpty() ? Words::tr("baseline") : Words::tr("policy %1").arg(policy));
    if (const QString seed = plain_text(run.meta("seed")); !seed.isEmpty()) {
        parts << Words::tr("seed %1").arg(seed);
    }
    return parts.join(QStringLiteral(", "));
}

void require_time_within(double time_s, double first_s, double last_s, const RunClock& clock,
                         const std::string& file) {
    constexpr double tolerance_s = 1e-6;
    if (!(time_s >= first_s - tolerance_s && time_s <= last_s + tolerance_s)) {
        const auto both = [&](double moment_s) {
            return clock.text(moment_s).toStdString() + " = " +
                   QString::number(moment_s).toStdString() + " s";
        };
        throw InputError{{file, 0, "--time"},
                         both(time_s) + " is outside the recorded part of the run",
                         both(first_s) + " to " + both(last_s)};
    }
}

std::string chosen_channel(const io::RunFileReader& run, const PictureRequest& request) {
    std::string first;
    std::string drawable;
    for (const io::ChannelDescription& channel : run.channels()) {
        if (!can_be_drawn(run, channel)) {
            continue;
        }
        drawable += (drawable.empty() ? "" : ", ") + channel.name;
        if (first.empty() || channel.name == usual_channel) {
            first = channel.name;
        }
    }
    if (!request.channel) {
        return first;
    }
    const ChannelFrames wanted{run, request.file, *request.channel};
    if (!can_be_drawn(run, wanted.description())) {
        throw InputError{{request.file, 0, "--channel"},
                         "channel '" + *request.channel + "' cannot be drawn: table '" +
                             wanted.table().name + "' has no geometry",
                         "one of " + drawable};
    }
    return *request.channel;
}

std::vector<double> joint_limits(const io::RunFileReader& a, const ComparedRun& b,
                                 const std::string& channel, const PictureRequest& request) {
    if (!request.limits.empty()) {
        return request.limits;
    }
    const ChannelFrames of_a{a, request.file, channel};
    const ChannelFrames of_b{b.run, b.file, channel};
    const double factor = channel_style(of_a.description()).factor;
    const double span_s = averaging_span(request);
    std::vector<float> sample = ShownValues{of_a, factor}.sample(span_s);
    const std::vector<float> more = ShownValues{of_b, factor}.sample(span_s);
    sample.insert(sample.end(), more.begin(), more.end());
    return range_of(sample, false).limits;
}

ChannelPicture read_channel(const io::RunFileReader& run, const std::optional<ComparedRun>& other,
                            const std::string& channel, const PictureRequest& request) {
    const ChannelFrames frames{run, request.file, channel};
    const ChannelStyle style = channel_style(frames.description());
    const RunClock clock{run};
    const double span_s = averaging_span(request);
    const double time_s = request.time ? clock.seconds(*request.time, "--time") : frames.last_s();
    require_time_within(time_s, frames.first_s(), frames.last_s(), clock, request.file);

    ShownValues shown{frames, style.factor};
    std::optional<ChannelFrames> other_frames;
    Measure measure{channel_title(channel), style.unit, false, false, {}};
    QString what = measure.title;
    if (other) {
        other_frames.emplace(other->run, other->file, channel);
        if (other_frames->description().unit != frames.description().unit) {
            throw InputError{{other->file, 0, "--compare"},
                             "channel '" + channel + "' is in " + other_frames->description().unit +
                                 " here, in " + frames.description().unit + " in " + request.file};
        }
        require_time_within(time_s, other_frames->first_s(), other_frames->last_s(),
                            RunClock{other->run}, other->file);
        shown.subtract(*other_frames, other->file);
        what += QStringLiteral(": ") +
                Words::tr("%1 minus %2").arg(run_label(run), run_label(other->run));
        measure.title = Words::tr("%1, difference").arg(measure.title);
    } else if (const QString described = plain_text(frames.description().description);
               !described.isEmpty()) {
        what += QStringLiteral(": ") + described;
    }
    const QString when =
        span_s > 0
            ? Words::tr("mean of the %1 min before %2").arg(span_s / 60).arg(clock.text(time_s))
            : clock.text(time_s);
    return {frames.table().name,
            time_s,
            {make_scale(measure, shown.sample(span_s), request, style.critical, other.has_value()),
             shown.at(time_s, span_s)},
            what + QStringLiteral("  \u00b7  ") + when};
}

} // namespace cityproof::gui
