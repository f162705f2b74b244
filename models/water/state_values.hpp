// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"

#include <cstdint>
#include <optional>

/// Values of which a checkpoint holds each byte: the bytes of a bool or an optional are not all its
/// value's.
namespace cityproof::water {

inline void put_flag(engine::StateWriter& out, bool flag) {
    out.put(static_cast<std::uint8_t>(flag ? 1 : 0));
}

inline bool get_flag(engine::StateReader& in) {
    const auto flag = in.get<std::uint8_t>();
    if (flag > 1) {
        in.fail("the checkpoint has something else where this model reads yes or no");
    }
    return flag == 1;
}

inline void put_optional(engine::StateWriter& out, const std::optional<double>& value) {
    put_flag(out, value.has_value());
    out.put(value.value_or(0.0));
}

inline std::optional<double> get_optional(engine::StateReader& in) {
    const bool given = get_flag(in);
    const auto value = in.get<double>();
    return given ? std::optional{value} : std::nullopt;
}

} // namespace cityproof::water
