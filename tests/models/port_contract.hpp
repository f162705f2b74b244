// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/port.hpp"
#include "models/contracts/ports.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace cityproof::testing {

/// The outputs of a model are exactly the ports of the contract whose names begin with `prefix`
/// ("energy/"), with the contract's units and tables.
inline void expect_contract(const std::vector<engine::Port*>& outputs, std::string_view prefix) {
    std::vector<std::string> expected;
    for (const contracts::ports::Offer& offer : contracts::ports::offered) {
        if (offer.name.starts_with(prefix)) {
            expected.push_back(std::string{offer.name} + " [" + std::string{offer.unit} + "] of " +
                               std::string{offer.table});
        }
    }
    ASSERT_FALSE(expected.empty()) << "no port of the contract begins with " << prefix;
    std::vector<std::string> found;
    for (const engine::Port* port : outputs) {
        found.push_back(port->spec().name + " [" + port->spec().unit + "] of " +
                        port->spec().table);
    }
    EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(expected));
}

} // namespace cityproof::testing
