// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/divergence.hpp"

#include "scenarios/diverge/trace_search.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>
#include <utility>

namespace cityproof::diverge {
namespace {

using io::TraceAct;
using io::TraceEvent;
using io::TracePublication;
using io::TraceRange;
using io::TraceReader;
using io::TraceWindow;

constexpr std::uint64_t windows_at_once = 16384;

bool same_window(const TraceWindow& a, const TraceWindow& b) {
    return std::tie(a.begin_ns, a.end_ns, a.hash) == std::tie(b.begin_ns, b.end_ns, b.hash);
}

std::uint64_t count_equal_windows(const TraceReader& a, const TraceReader& b) {
    const std::uint64_t both = std::min(a.window_count(), b.window_count());
    for (std::uint64_t first = 0; first < both; first += windows_at_once) {
        const std::uint64_t count = std::min(windows_at_once, both - first);
        const auto in_a = a.windows(first, count);
        const auto in_b = b.windows(first, count);
        const auto [differs, ignored] = std::ranges::mismatch(in_a, in_b, same_window);
        if (differs != in_a.end()) {
            return first + static_cast<std::uint64_t>(differs - in_a.begin());
        }
    }
    return both;
}

std::uint64_t bits(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// Finds differences between rows of one kind in two traces. `same`: no difference. `paired`: the
/// same thing happened, in another way.
class Rows {
  public:
    Rows(const TraceReader& a, const TraceReader& b) : a_{a}, b_{b} {}

    bool same(const TraceAct& a, const TraceAct& b) const {
        return paired(a, b) && a.published == b.published;
    }

    bool paired(const TraceAct& a, const TraceAct& b) const {
        return std::tie(a.time_ns, a.delta) == std::tie(b.time_ns, b.delta) &&
               a_.models()[a.model] == b_.models()[b.model];
    }

    static bool same(const TraceEvent& a, const TraceEvent& b) {
        return key(a) == key(b) && std::tuple{a.target, a.kind, a.whole, bits(a.real)} ==
                                       std::tuple{b.target, b.kind, b.whole, bits(b.real)};
    }

    static bool paired(const TraceEvent& a, const TraceEvent& b) {
        return std::tie(a.time_ns, a.source, a.target) == std::tie(b.time_ns, b.source, b.target);
    }

    bool same(const TracePublication& a, const TracePublication& b) const {
        return paired(a, b) && a.sequence == b.sequence && bits(a.value) == bits(b.value);
    }

    bool paired(const TracePublication& a, const TracePublication& b) const {
        return std::tie(a.time_ns, a.source, a.element) ==
                   std::tie(b.time_ns, b.source, b.element) &&
               a_.ports()[a.port] == b_.ports()[b.port];
    }

    static std::tuple<std::int64_t, std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>
    key(const TraceEvent& event) {
        return {event.time_ns, event.phase, event.delta, event.source, event.sequence};
    }

    static std::tuple<std::int64_t, std::uint32_t, std::uint64_t> key(const TracePublication& p) {
        return {p.time_ns, p.source, p.sequence};
    }

  private:
    const TraceReader& a_;
    const TraceReader& b_;
};

/// Of two rows that come next in their runs and do not belong together: whether a's is the one that
/// the other run does not have.
template <typename Row>
bool is_in_a_only(const Rows& /*rows*/, RowStream<Row>& a, RowStream<Row>& b) {
    return Rows::key(*a.peek()) < Rows::key(*b.peek());
}

bool is_in_a_only(const Rows& rows, ActStream& a, ActStream& b) {
    if (a.peek()->time_ns != b.peek()->time_ns) {
        return a.peek()->time_ns < b.peek()->time_ns;
    }
    // Acts of an instant have no order that could be seen from here: look whether b comes to it.
    const std::vector<TraceAct> later = b.rest_of_window();
    return std::ranges::none_of(later,
                                [&](const TraceAct& act) { return rows.paired(*a.peek(), act); });
}

/// Makes `found` the first difference of two streams, if there is one before `found`.
template <typename Stream>
void search(DivergenceKind kind, const Rows& rows, Stream a, Stream b,
            std::optional<Divergence>& found) {
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    for (;; a.pop(), b.pop()) {
        const auto* in_a = a.peek();
        const auto* in_b = b.peek();
        const std::int64_t time_ns = std::min(in_a != nullptr ? in_a->time_ns : never,
                                              in_b != nullptr ? in_b->time_ns : never);
        if ((in_a == nullptr && in_b == nullptr) || (found && time_ns >= found->when.ns())) {
            return;
        }
        if (in_a != nullptr && in_b != nullptr && rows.same(*in_a, *in_b)) {
            continue;
        }
        Divergence first{.kind = kind, .when = SimTime::at_ns(time_ns), .sides = {}};
        const bool both = in_a != nullptr && in_b != nullptr;
        const bool pair = both && rows.paired(*in_a, *in_b);
        if (pair || in_b == nullptr || (both && is_in_a_only(rows, a, b))) {
            first.sides[0].happening = *in_a;
        }
        if (pair || !first.sides[0].happening) {
            first.sides[1].happening = *in_b;
        }
        found = first;
        return;
    }
}

/// From a window to the end of the trace.
struct Beginning {
    Beginning(const TraceReader& trace, std::uint64_t window)
        : events{trace.event_count(), 0},
          publications{trace.publication_count(), 0} {
        if (window < trace.window_count()) {
            const TraceWindow first = trace.windows(window, 1)[0];
            events = {first.events.offset, trace.event_count() - first.events.offset};
            publications = {first.publications.offset,
                            trace.publication_count() - first.publications.offset};
        }
    }

    TraceRange events;
    TraceRange publications;
};

std::optional<Divergence> first_row(const TraceReader& a, const TraceReader& b,
                                    std::uint64_t window) {
    const Rows rows{a, b};
    const Beginning in_a{a, window};
    const Beginning in_b{b, window};
    std::optional<Divergence> found;
    search(DivergenceKind::act, rows, ActStream{a, window}, ActStream{b, window}, found);
    search(DivergenceKind::event, rows, RowStream<TraceEvent>{a, &TraceReader::events, in_a.events},
           RowStream<TraceEvent>{b, &TraceReader::events, in_b.events}, found);
    search(DivergenceKind::publication, rows,
           RowStream<TracePublication>{a, &TraceReader::publications, in_a.publications},
           RowStream<TracePublication>{b, &TraceReader::publications, in_b.publications}, found);
    return found;
}

/// The window of the difference in one run.
void place(DivergentSide& side, const TraceReader& trace, SimTime when) {
    const std::optional<std::uint64_t> at = window_at(trace, when);
    if (!at) {
        return;
    }
    const TraceWindow window = trace.windows(*at, 1)[0];
    if (when.ns() < window.end_ns) {
        side.window_place = at;
        side.window = window;
    }
}

SimTime begin_of(const TraceReader& trace, std::uint64_t window) {
    return window < trace.window_count() ? SimTime::at_ns(trace.windows(window, 1)[0].begin_ns)
                                         : SimTime::never();
}

} // namespace

std::optional<Divergence> find_divergence(const TraceReader& a, const TraceReader& b) {
    const std::uint64_t equal = count_equal_windows(a, b);
    if (equal == a.window_count() && equal == b.window_count()) {
        return std::nullopt;
    }
    const bool has_rows =
        a.detail() == io::TraceDetail::events && b.detail() == io::TraceDetail::events;
    std::optional<Divergence> found = has_rows ? first_row(a, b, equal) : std::nullopt;
    if (!found && has_rows) {
        return std::nullopt; // equal histories in windows that are cut differently
    }
    if (!found) {
        found = Divergence{.when = std::min(begin_of(a, equal), begin_of(b, equal)), .sides = {}};
    }
    found->equal_windows = equal;
    place(found->sides[0], a, found->when);
    place(found->sides[1], b, found->when);
    return found;
}

} // namespace cityproof::diverge
