// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/net_location.hpp"

#include "core/base/errors.hpp"
#include "models/traffic/xml_elements.hpp"

#include <string>

namespace cityproof::traffic {

NetLocation read_net_location(const std::filesystem::path& sumo_config) {
    std::filesystem::path net;
    for_each_element(sumo_config, [&](std::string_view name, const XmlAttributes& attributes) {
        if (name != "net-file" && name != "net" && name != "n") {
            return true;
        }
        const auto value = attributes.find("value");
        if (value != attributes.end()) {
            net = sumo_config.parent_path() / value->second;
        }
        return false;
    });
    if (net.empty()) {
        throw InputError({sumo_config.string()}, "names no net-file",
                         "<net-file value=\"...\"/> in <input>");
    }
    NetLocation location;
    for_each_element(net, [&](std::string_view name, const XmlAttributes& attributes) {
        if (name != "location") {
            return name != "edge"; // the location stands before the first edge
        }
        const auto offset = attributes.find("netOffset");
        const auto comma =
            offset == attributes.end() ? std::string_view::npos : offset->second.find(',');
        if (comma == std::string_view::npos) {
            throw InputError({net.string(), 0, "location"}, "has no netOffset of two numbers",
                             "netOffset=\"x,y\"");
        }
        const XmlAttributes parts{{"netOffset x", offset->second.substr(0, comma)},
                                  {"netOffset y", offset->second.substr(comma + 1)}};
        location = {number_attribute(parts, "netOffset x", net),
                    number_attribute(parts, "netOffset y", net)};
        return false;
    });
    return location;
}

} // namespace cityproof::traffic
