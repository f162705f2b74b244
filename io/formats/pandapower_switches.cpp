// SPDX-License-Identifier: Apache-2.0
#include "io/formats/pandapower_switches.hpp"

#include <fmt/format.h>

namespace cityproof::io {

PandapowerEndSwitches::PandapowerEndSwitches(const PandapowerFrame& switches, Problems& problems)
    : switches_{switches},
      problems_{problems} {
    for (std::size_t row = 0; row < switches.size(); ++row) {
        const std::string kind = switches.text(row, "et");
        if (kind == "l" || kind == "t") {
            Ends& ends = kind == "l" ? lines_ : transformers_;
            EndSwitch& end = ends[{switches.whole(row, "element"), switches.whole(row, "bus")}];
            // Several switches at one end are in series.
            end.closed = end.closed && switches.flag(row, "closed", true);
            end.row = row;
        } else if (kind != "b") {
            problems.error(switches.where(row, "et"),
                           fmt::format("a switch of kind '{}' cannot be converted", kind),
                           "b (bus), l (line) or t (transformer)");
        }
    }
}

int PandapowerEndSwitches::status(Branch branch, std::int64_t index, std::int64_t bus,
                                  bool in_service) {
    Ends& ends = branch == Branch::line ? lines_ : transformers_;
    const auto found = ends.find({index, bus});
    if (found == ends.end()) {
        return in_service ? 1 : 0;
    }
    found->second.used = true;
    return in_service && found->second.closed ? 1 : 0;
}

void PandapowerEndSwitches::report_unused(const std::set<std::int64_t>& gone) const {
    for (const auto& [ends, branch] :
         {std::pair{&lines_, "line"}, std::pair{&transformers_, "transformer"}}) {
        for (const auto& [place, end] : *ends) {
            if (!end.used && !gone.contains(place.second)) {
                problems_.error(
                    switches_.where(end.row, "element"),
                    fmt::format("there is no {} {} at bus {}", branch, place.first, place.second),
                    "a branch that ends at the switch's bus");
            }
        }
    }
}

} // namespace cityproof::io
