// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::contracts {

/// Everything that moves at one instant. Shapes: the four arrays have one entry per moving entity.
struct MovingFrame {
    std::vector<std::uint32_t> entity; ///< number of the entity in order of first appearance
    std::vector<double> x_m;           ///< city's CRS
    std::vector<double> y_m;           ///< double: a northing has 7 digits before the point
    std::vector<float> speed_mps;
    std::vector<std::string> new_ids; ///< ids of entities that appear for the first time, in order
};

/// A model with entities that come and go. collect() is called between windows, when the model is
/// at rest.
class MovingSource {
  public:
    virtual ~MovingSource() = default;

    virtual void collect(MovingFrame& frame) = 0;
};

} // namespace cityproof::contracts
