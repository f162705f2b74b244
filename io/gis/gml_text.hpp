// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/gis/building_outline.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cityproof::io {

/// "Building" of "bldg:Building".
std::string gml_local_name(std::string_view name);

/// Without white space around it.
std::string gml_trimmed(std::string_view text);

/// The corners of a gml:posList or gml:pos. Parameters: dimension 2 or 3, 0 when the file does not
/// say it: 3, as every CityGML geometry has. Height is 0 in two dimensions. Errors: InputError at
/// `where` when something is no finite number, or their count no multiple of the dimension.
BuildingRing gml_corners(std::string_view text, int dimension, const Location& where);

/// A length in metres. Parameters: unit as in uom: "m", "#m", "urn:adv:uom:m", "[ft_i]" ..., empty:
/// metres. Errors: InputError at `where` for an unknown unit or no finite number.
double gml_length_m(std::string_view text, std::string_view unit, const Location& where);

/// A whole number of zero or more. Errors: InputError at `where`.
std::int64_t gml_count(std::string_view text, const Location& where);

/// The value of a generic attribute: a number for intAttribute, doubleAttribute or
/// measureAttribute (in any case) when it is one, else a text.
Attribute gml_attribute(std::string_view kind, std::string_view text);

} // namespace cityproof::io
