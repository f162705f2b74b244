// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/event.hpp"
#include "core/engine/port.hpp"

#include <cstdint>
#include <tuple>

namespace cityproof::engine {

/// An entity published one element of a port.
struct Publication {
    SimTime when;
    std::uint64_t sequence = 0; ///< of the source's events and publications
    Port* port = nullptr;
    double value = 0;
    EntityIndex source = 0;
    std::uint32_t element = 0;

    auto key() const { return std::tuple{when, source, sequence}; }
};

} // namespace cityproof::engine
