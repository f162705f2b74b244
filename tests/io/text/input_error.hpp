// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cityproof::testing {

/// The problem that `body` is refused with; a failed test when it is not refused.
template <typename Body>
Problem refusal(Body&& body) {
    try {
        body();
    } catch (const InputError& error) {
        return error.problem();
    }
    ADD_FAILURE() << "no InputError";
    return {};
}

} // namespace cityproof::testing
