// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/map_picture.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cityproof::gui {

/// What the user wants to see of a run. Texts are as typed; run_picture() reads them with the run
/// at hand.
struct PictureRequest {
    std::string file; ///< the run's name, for messages
    std::optional<std::string>
        channel; ///< without: street speed, else the first channel that can be drawn
    std::optional<std::string> time;    ///< "07:30", "1800 s"; without: the last recorded values
    std::optional<std::string> average; ///< "15 min": mean over the span that ends at `time`
    std::optional<std::vector<std::string>>
        layers;                 ///< table names; without: what suits the channel
    std::vector<double> limits; ///< class limits in the legend's unit; empty: from the data
    bool dark = false;
};

} // namespace cityproof::gui
