// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cityproof::study {

/// One factor of a Latin hypercube sample: `samples` numbers, one in each of `samples` equal parts
/// of [0, 1), in random order and at a random place in its part. The draws depend on seed and name
/// only, on every machine the same: a further factor changes none of the others. Source: McKay,
/// Beckman, Conover, Technometrics 21 (1979) 239-245.
std::vector<double> latin_hypercube_column(std::size_t samples, std::uint64_t seed,
                                           std::string_view name);

} // namespace cityproof::study
