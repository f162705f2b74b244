// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace cityproof::contracts {

/// Which way a key figure is better; `neutral` figures describe and are never judged.
enum class Direction { lower_is_better, higher_is_better, neutral };

/// One figure of a whole run, with all that a reader needs to trust it.
struct KeyFigure {
    std::string id; ///< "traffic.delay_mean"
    double value = 0;
    std::string unit; ///< "s"
    Direction direction = Direction::neutral;
    std::string definition; ///< one sentence: what is counted, over what, what is left out
};

/// A model that has key figures at the end of the run (or so far).
class KeyFigureSource {
  public:
    virtual ~KeyFigureSource() = default;

    virtual std::vector<KeyFigure> key_figures() const = 0;
};

} // namespace cityproof::contracts
