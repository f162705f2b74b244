// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/pandapower_frame.hpp"
#include "io/formats/pgm_network.hpp"

namespace cityproof::io {

/// Electrical attributes of one pandapower transformer (a row of table trafo) in power-grid-model's
/// terms, without nodes and switch positions. Notes what had to be assumed.
PgmNetwork::Row pandapower_transformer(const PandapowerFrame& trafo, std::size_t row,
                                       Problems& problems, std::vector<std::string>& notes);

} // namespace cityproof::io
