// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "io/run_file/trace_reader.hpp"

#include <array>
#include <optional>
#include <variant>

namespace cityproof::diverge {

enum class DivergenceKind {
    window, ///< a window's hash or bounds: the traces do not say more
    act,
    event,
    publication,
};

/// Something that happened in a run: a row of its trace.
using Happening = std::variant<io::TraceAct, io::TraceEvent, io::TracePublication>;

/// One run at the first difference.
struct DivergentSide {
    std::optional<std::uint64_t> window_place = {}; ///< in the trace; none: the run ended before
    std::optional<io::TraceWindow> window = {};
    std::optional<Happening> happening = {}; ///< none: it did not happen in this run
};

/// The first difference of two traces.
struct Divergence {
    DivergenceKind kind = DivergenceKind::window;
    SimTime when;
    std::uint64_t equal_windows = 0; ///< at the beginning of both
    std::array<DivergentSide, 2> sides;
};

/// Finds the first window that differs, and from there the first act, event or publication that
/// does, in simulated time; of several at one time in that order. Histories are equal although
/// windows are cut differently, by another recording interval, say. Nothing when they are equal.
/// Parameters: the traces have the same entities. Errors: InputError (files). Memory: a piece of
/// each trace, whatever their length, and the acts of a window.
std::optional<Divergence> find_divergence(const io::TraceReader& a, const io::TraceReader& b);

} // namespace cityproof::diverge
