// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/run_snapshot.hpp"
#include "gui/view/object_ref.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::gui {

/// Everything in a run that has a name, found by a part of it.
class IdSearch {
  public:
    void set_run(std::shared_ptr<const RunFacts> facts) { facts_ = std::move(facts); }

    void set_vehicles(std::shared_ptr<const std::vector<std::string>> ids) {
        vehicles_ = std::move(ids);
    }

    /// Things whose id has `text` in it, upper or lower case: exact ones first, then those that
    /// begin with it, then the rest, each in the order of the run file. "table/text" looks in one
    /// table only. At most `most`; nothing for an empty text.
    std::vector<ObjectRef> find(std::string_view text, std::size_t most) const;

    /// The thing that an event or a link names: "table/id". Nothing when the run has none.
    std::optional<ObjectRef> named(std::string_view target) const;

    /// The id of a thing; empty for one that the run does not have.
    const std::string& id(const ObjectRef& object) const;

  private:
    std::shared_ptr<const RunFacts> facts_;
    std::shared_ptr<const std::vector<std::string>> vehicles_;
};

} // namespace cityproof::gui
