// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cityproof::traffic {

/// Attributes of one XML element.
using XmlAttributes = std::map<std::string_view, std::string_view>;

/// Streams an XML file and calls `on_element` for every start tag until it returns false.
/// Errors: InputError for a file that cannot be read or is not well-formed; what `on_element`
/// throws.
void for_each_element(
    const std::filesystem::path& path,
    const std::function<bool(std::string_view name, const XmlAttributes& attributes)>& on_element);

/// A number of an attribute. Errors: InputError when it is missing or not a number.
double number_attribute(const XmlAttributes& attributes, std::string_view name,
                        const std::filesystem::path& path);

} // namespace cityproof::traffic
