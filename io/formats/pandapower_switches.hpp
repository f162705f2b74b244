// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/pandapower_frame.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace cityproof::io {

/// The switches of a pandapower network that stand at one end of a line or transformer.
class PandapowerEndSwitches {
  public:
    /// Reads table switch; kinds other than line, transformer and bus are problems.
    PandapowerEndSwitches(const PandapowerFrame& switches, Problems& problems);

    enum class Branch { line, transformer };

    /// Status (1 closed, 0 open) of a branch's end at `bus`. A branch out of service is open.
    int status(Branch branch, std::int64_t index, std::int64_t bus, bool in_service);

    /// Switches that no branch asked for stand at branches that do not exist: a problem each,
    /// unless their bus is one of `gone` (out of service).
    void report_unused(const std::set<std::int64_t>& gone) const;

  private:
    struct EndSwitch {
        bool closed = true;
        bool used = false;
        std::size_t row = 0;
    };

    using Ends = std::map<std::pair<std::int64_t, std::int64_t>, EndSwitch>; ///< (branch, bus)

    const PandapowerFrame& switches_;
    Problems& problems_;
    Ends lines_;
    Ends transformers_;
};

} // namespace cityproof::io
