// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verify/verification.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace cityproof::verify {
namespace {

using io::RunFileReader;

bool is_equal(double a, double b, const Tolerance& tolerance) {
    if (tolerance.strict) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    }
    if (a == b || (std::isnan(a) && std::isnan(b))) {
        return true;
    }
    // Against an infinity every distance is within a share of it.
    return std::isfinite(a) && std::isfinite(b) &&
           std::abs(a - b) <= tolerance.relative * std::max(std::abs(a), std::abs(b));
}

void require_complete(const RunFileReader& run, const std::filesystem::path& path) {
    if (!run.trace_hash()) {
        throw InputError({path.filename().string(), 0, ""}, "the run did not reach its end",
                         "a complete run");
    }
}

void require_same_inputs(const RunFileReader& golden, const RunFileReader& now,
                         const std::filesystem::path& path) {
    for (const char* key : {"base_hash", "city_hash", "policy", "seed", "interventions_hash"}) {
        if (golden.meta(key) != now.meta(key)) {
            throw InputError({path.filename().string(), 0, fmt::format("/meta/{}", key)},
                             fmt::format("is \"{}\", and \"{}\" in the golden run", now.meta(key),
                                         golden.meta(key)),
                             "two runs of the same inputs",
                             "make the golden run again from the new inputs");
        }
    }
}

std::string domain_of(const std::string& channel) {
    return channel.substr(0, channel.find('/'));
}

/// Walks through two runs and notes what differs.
class Comparer {
  public:
    Comparer(const RunFileReader& golden, const RunFileReader& now, const Tolerance& tolerance)
        : golden_{golden},
          now_{now},
          tolerance_{tolerance} {}

    Verification compare() {
        for (const io::ChannelDescription& channel : golden_.channels()) {
            compare_channel(channel);
        }
        for (const io::ChannelDescription& channel : now_.channels()) {
            if (find(golden_, channel.name) == nullptr) {
                note("the channel {} is only in the new run", channel.name);
            }
        }
        compare_key_figures();
        if (tolerance_.strict) {
            compare_events();
            compare_trace();
        }
        return std::move(result_);
    }

  private:
    template <typename... Arguments>
    void note(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        result_.differences.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
    }

    static const io::ChannelDescription* find(const RunFileReader& run, const std::string& name) {
        const auto found = std::ranges::find(run.channels(), name, &io::ChannelDescription::name);
        return found == run.channels().end() ? nullptr : &*found;
    }

    /// Channel, entities and times are the same in both; else says what is not.
    bool has_same_shape(const io::ChannelDescription& channel) {
        const io::ChannelDescription* other = find(now_, channel.name);
        if (other == nullptr) {
            note("the channel {} is missing in the new run", channel.name);
            return false;
        }
        const io::EntityTable* a = golden_.table(channel.table);
        const io::EntityTable* b = now_.table(other->table);
        if (other->unit != channel.unit || a == nullptr || b == nullptr || a->ids != b->ids) {
            note("the channel {} has another unit or other entities", channel.name);
            return false;
        }
        if (golden_.times_s(channel.axis) != now_.times_s(other->axis)) {
            note("the channel {} was recorded at other times", channel.name);
            return false;
        }
        return true;
    }

    void compare_channel(const io::ChannelDescription& channel) {
        if (!has_same_shape(channel)) {
            return;
        }
        const std::vector<double> times = golden_.times_s(channel.axis);
        const std::vector<std::string>& ids = golden_.table(channel.table)->ids;
        for (std::size_t i = 0; i < times.size(); ++i) {
            const std::vector<float> a = golden_.frame(channel.name, i);
            const std::vector<float> b = now_.frame(channel.name, i);
            // The frame of 1:00:00 shows what happened up to then: it closes the first hour.
            const double hours = std::max(0.0, std::ceil(times[i] / 3600) - 1);
            HourCheck& hour =
                result_.hours[{domain_of(channel.name), static_cast<std::size_t>(hours)}];
            hour.values += a.size();
            for (std::size_t k = 0; k < a.size(); ++k) {
                const auto was = static_cast<double>(a[k]);
                const auto is = static_cast<double>(b.at(k));
                if (!is_equal(was, is, tolerance_)) {
                    ++hour.different;
                    keep_first({channel.name, ids.at(k), times[i], was, is});
                }
            }
        }
    }

    void keep_first(const ValueDifference& difference) {
        if (!result_.first || difference.time_s < result_.first->time_s) {
            result_.first = difference;
        }
    }

    void compare_key_figures() {
        for (const auto& figure : golden_.key_figures()) {
            const auto found = std::ranges::find_if(
                now_.key_figures(), [&](const auto& other) { return other.id == figure.id; });
            if (found == now_.key_figures().end()) {
                note("the key figure {} is missing in the new run", figure.id);
            } else if (found->unit != figure.unit ||
                       !is_equal(figure.value, found->value, tolerance_)) {
                note("the key figure {} was {} {} and is {} {}", figure.id, figure.value,
                     figure.unit, found->value, found->unit);
            }
        }
        for (const auto& figure : now_.key_figures()) {
            if (std::ranges::none_of(golden_.key_figures(),
                                     [&](const auto& other) { return other.id == figure.id; })) {
                note("the key figure {} is only in the new run", figure.id);
            }
        }
    }

    void compare_events() {
        if (golden_.events().size() != now_.events().size()) {
            note("there were {} events and are {}", golden_.events().size(), now_.events().size());
        }
        const auto same = [](const io::EventRecord& a, const io::EventRecord& b) {
            return a.time_s == b.time_s && a.kind == b.kind && a.target == b.target &&
                   a.reason == b.reason;
        };
        const auto [a, b] = std::ranges::mismatch(golden_.events(), now_.events(), same);
        if (a != golden_.events().end() && b != now_.events().end()) {
            note("event {} was {} of {} at {} s and is {} of {} at {} s",
                 a - golden_.events().begin() + 1, a->kind, a->target, a->time_s, b->kind,
                 b->target, b->time_s);
        }
    }

    void compare_trace() {
        if (golden_.trace_hash() != now_.trace_hash()) {
            note("the trace hash was {:016x} and is {:016x}; make both runs with --trace and ask "
                 "cityproof diverge where they part",
                 *golden_.trace_hash(), *now_.trace_hash());
        }
    }

    const RunFileReader& golden_;
    const RunFileReader& now_;
    Tolerance tolerance_;
    Verification result_;
};

} // namespace

Verification verify_runs(const std::filesystem::path& golden, const std::filesystem::path& now,
                         const Tolerance& tolerance) {
    const RunFileReader a{golden};
    const RunFileReader b{now};
    require_complete(a, golden);
    require_complete(b, now);
    require_same_inputs(a, b, now);
    return Comparer{a, b, tolerance}.compare();
}

} // namespace cityproof::verify
