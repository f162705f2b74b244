// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace cityproof::gui {

/// The name under which vehicles are found and shown; they have no table of fixed entities.
inline constexpr const char* vehicle_table = "vehicle";

/// One thing of the city: a row of a table, or a vehicle by its number in the run's list of names.
struct ObjectRef {
    std::string table;
    std::size_t index = 0;

    friend bool operator==(const ObjectRef&, const ObjectRef&) = default;
};

} // namespace cityproof::gui
