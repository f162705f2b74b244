// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"
#include "models/contracts/command.hpp"

#include <queue>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace cityproof::scenarios {

/// One line that an operator (a person, the viewer) sends to a live run on standard input, as a
/// JSON object:
///   {"command": "pause"}   {"command": "resume"}   {"command": "step", "for": "10 s"} {"command":
///   "stop"}
///   {"command": "intervene", "action": "outage", "target": "line/line:62"}
struct OperatorOrder {
    enum class Kind { pause, resume, step, stop, intervene };

    Kind kind = Kind::pause;
    Duration step;              ///< of a step
    contracts::Command command; ///< of an intervention; its time is set when it is carried out
};

/// Orders are carried out one after the other; those that come during a step wait for its end.
/// Errors: InputError for a line that is no such object.
OperatorOrder parse_order(const std::string& line, int line_number);

/// The intervention that a JSON object names by action, target ("line/line:62") and reason; its
/// time is not set. Errors: InputError at `where`.
contracts::Command parse_intervention(const std::string& object, const Location& where);

/// Reads orders from standard input on a thread of its own, so that the engine never waits for a
/// line.
class OperatorInput {
  public:
    struct Item {
        std::optional<OperatorOrder> order; ///< empty: a line that was refused
        std::optional<Problem> problem;
    };

    OperatorInput();
    OperatorInput(const OperatorInput&) = delete;
    OperatorInput& operator=(const OperatorInput&) = delete;

    /// The next order if one has come.
    std::optional<Item> poll();
    /// Waits up to 100 ms for the next order. Returns nothing when none came; `ended()` tells
    /// whether any can come.
    std::optional<Item> wait();
    bool ended();

  private:
    struct Shared {
        std::mutex mutex;
        std::condition_variable arrived;
        std::queue<Item> items;
        bool ended = false;
    };

    // The thread may still block in read() when the run ends: it owns a share of what it writes to
    // and is detached.
    std::shared_ptr<Shared> shared_;
};

} // namespace cityproof::scenarios
