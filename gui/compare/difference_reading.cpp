// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/difference_reading.hpp"

#include "core/base/errors.hpp"
#include "gui/compare/compare_words.hpp"
#include "gui/data/channel_frames.hpp"
#include "gui/data/channel_style.hpp"
#include "gui/map/text.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace cityproof::gui {

namespace {

// Moments that classes are taken from; of many pairs fewer, for each reads all of them.
constexpr std::size_t sampled_moments = 24;
constexpr std::size_t sampled_moments_of_many = 8;
constexpr double same_time_s = 1e-6;

/// For each id of `from` its place in `to`, if it has one.
std::vector<std::optional<std::size_t>> places_in(const std::vector<std::string>& from,
                                                  const std::vector<std::string>& to) {
    std::vector<std::optional<std::size_t>> places(from.size());
    if (from == to) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            places[i] = i;
        }
        return places;
    }
    std::unordered_map<std::string_view, std::size_t> found; // looked up only, never iterated
    for (std::size_t i = 0; i < to.size(); ++i) {
        found.emplace(to[i], i);
    }
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (const auto place = found.find(from[i]); place != found.end()) {
            places[i] = place->second;
        }
    }
    return places;
}

std::vector<float> read(const ChannelFrames& frames, const DifferenceRequest& request,
                        double time_s) {
    return request.range_s
               ? frames.values(request.range_s->second,
                               request.range_s->second - request.range_s->first + 2 * same_time_s)
               : frames.values(time_s);
}

void require_same_unit(const ChannelFrames& a, const ChannelFrames& b, const std::string& file) {
    if (a.description().unit != b.description().unit) {
        throw InputError{
            {file, 0, a.description().name},
            CompareWords::tr("is in %1, in the other run in %2")
                .arg(plain_text(b.description().unit), plain_text(a.description().unit))
                .toStdString(),
            CompareWords::tr("two runs of one version").toStdString()};
    }
}

} // namespace

const io::RunFileReader& DifferenceReading::run(const std::string& file) {
    auto& reader = readers_[file];
    if (!reader) {
        auto opened = std::make_unique<io::RunFileReader>(file, io::KilledRun::accept);
        if (opened->growing()) {
            throw InputError{
                {file},
                CompareWords::tr("a run is still writing this file").toStdString(),
                CompareWords::tr("runs that have ended").toStdString(),
                CompareWords::tr(
                    "the difference can be shown when it has ended; side by side goes now")
                    .toStdString()};
        }
        reader = std::move(opened);
    }
    return *reader;
}

std::vector<std::size_t> DifferenceReading::wanted_pairs(const DifferenceRequest& request) const {
    if (!request.all_pairs) {
        return {request.pair};
    }
    std::vector<std::size_t> all(runs_.pairs.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

void DifferenceReading::add_pair(const RunPair& pair, const DifferenceRequest& request,
                                 double time_s, std::vector<double>& sums,
                                 std::vector<std::size_t>& counts) {
    const ChannelFrames reference{run(runs_.pairs[request.pair].a), runs_.pairs[request.pair].a,
                                  request.channel};
    const ChannelFrames a{run(pair.a), pair.a, request.channel};
    const ChannelFrames b{run(pair.b), pair.b, request.channel};
    require_same_unit(reference, a, pair.a);
    require_same_unit(a, b, pair.b);
    const double factor = channel_style(reference.description()).factor;
    const auto in_a = places_in(reference.table().ids, a.table().ids);
    const auto in_b = places_in(reference.table().ids, b.table().ids);
    const std::vector<float> a_values = read(a, request, time_s);
    const std::vector<float> b_values = read(b, request, time_s);
    bool any = false;
    for (std::size_t entity = 0; entity < sums.size(); ++entity) {
        if (!in_a[entity] || !in_b[entity]) {
            continue;
        }
        any = true;
        const double difference = static_cast<double>(b_values[*in_b[entity]]) -
                                  static_cast<double>(a_values[*in_a[entity]]);
        if (std::isfinite(difference)) {
            sums[entity] += difference * factor;
            ++counts[entity];
        }
    }
    if (!any) {
        throw InputError{{pair.b, 0, request.channel},
                         CompareWords::tr("nothing of table '%1' is in both runs")
                             .arg(plain_text(a.table().name))
                             .toStdString(),
                         CompareWords::tr("two runs of one city").toStdString()};
    }
}

std::vector<float> DifferenceReading::mean_at(const DifferenceRequest& request, double time_s) {
    const ChannelFrames reference{run(runs_.pairs[request.pair].a), runs_.pairs[request.pair].a,
                                  request.channel};
    std::vector<double> sums(reference.table().ids.size(), 0.0);
    std::vector<std::size_t> counts(sums.size(), 0);
    for (const std::size_t pair : wanted_pairs(request)) {
        add_pair(runs_.pairs[pair], request, time_s, sums, counts);
    }
    std::vector<float> means(sums.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t entity = 0; entity < sums.size(); ++entity) {
        if (counts[entity] > 0) {
            means[entity] = static_cast<float>(sums[entity] / static_cast<double>(counts[entity]));
        }
    }
    return means;
}

const ValueRange& DifferenceReading::classes(const DifferenceRequest& request,
                                             const std::vector<float>& shown) {
    DifferenceRequest key = request;
    key.time_s = 0; // all moments share their classes, so that colours can be compared in time
    if (classed_ == key) {
        return classes_;
    }
    std::vector<float> sample;
    if (request.range_s) {
        sample = shown;
    } else {
        const std::string& file = runs_.pairs[request.pair].a;
        const std::size_t most =
            wanted_pairs(request).size() > 1 ? sampled_moments_of_many : sampled_moments;
        for (const double time_s :
             ChannelFrames{run(file), file, request.channel}.sample_times_s(most)) {
            const std::vector<float> values = mean_at(request, time_s);
            sample.insert(sample.end(), values.begin(), values.end());
        }
    }
    classes_ = range_of(sample, true);
    classed_ = key;
    return classes_;
}

DifferenceValues DifferenceReading::values(const DifferenceRequest& request) {
    const std::string& file = runs_.pairs.at(request.pair).a;
    DifferenceValues found{request, {}, {}, {}, wanted_pairs(request).size()};
    found.table = ChannelFrames{run(file), file, request.channel}.table().name;
    found.values = mean_at(request, request.time_s);
    found.range = classes(request, found.values);
    return found;
}

} // namespace cityproof::gui
