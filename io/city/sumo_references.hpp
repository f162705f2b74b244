// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/sumo_config.hpp"
#include "io/city/sumo_net.hpp"
#include "io/text/xml_check.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace cityproof::io {

/// What the demand and additional files hold.
struct SumoDemand {
    std::size_t vehicles = 0; ///< vehicles and trips, each one moving thing
    std::size_t flows = 0;
    std::size_t persons = 0;
    std::size_t detectors = 0;
    std::size_t stops = 0; ///< bus stops, parking areas, charging stations ...
};

/// Checks that route and additional files fit the net and each other, before libsumo gets them:
/// edges and lanes exist, the edges of a route follow each other (unless ignore-route-errors),
/// types, routes, stops and traffic lights that are named are defined (types and stops once), no
/// other file is read. Lists
/// at most 20 problems of a file. `outputs_forbidden`: an element that writes a file is a problem
/// too, as in a finished package. Errors: InputError as scan_xml.
SumoDemand check_sumo_references(const SumoConfig& config, const SumoNet& net,
                                 bool outputs_forbidden, Problems& problems);

/// How an element makes SUMO write a file.
struct FileOutput {
    std::string_view attribute; ///< its value names the file, or switches the output on
    std::string_view off;       ///< the value with which nothing is written
};

/// The output of an element of an additional or route file, devices of vehicles included; none when
/// it writes nothing or is switched off already.
std::optional<FileOutput> file_output(const XmlElement& element);

} // namespace cityproof::io
