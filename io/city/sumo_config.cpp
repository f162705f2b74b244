// SPDX-License-Identifier: Apache-2.0
#include "io/city/sumo_config.hpp"

#include "io/text/xml_check.hpp"
#include "io/text/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;

// The names and synonyms below are those of `sumo --save-template` of SUMO 1.28.

bool is_one_of(std::string_view name, std::span<const std::string_view> list) {
    return std::ranges::find(list, name) != list.end();
}

bool is_net(std::string_view name) {
    return is_one_of(name, std::to_array<std::string_view>({"net-file", "net", "n"}));
}

bool is_routes(std::string_view name) {
    return is_one_of(name, std::to_array<std::string_view>({"route-files", "routes", "r"}));
}

bool is_additionals(std::string_view name) {
    return is_one_of(name,
                     std::to_array<std::string_view>({"additional-files", "additional", "a"}));
}

/// Inputs that change the simulation, which a package has no place for.
bool is_foreign_input(std::string_view name) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"configuration-file", "configuration", "c", "weight-files", "weights", "w", "load-state",
         "phemlight-path", "alternative-net-file", "N", "pedestrian.jupedsim.wkt",
         "pedestrian.jupedsim.py", "astar.all-distances", "astar.landmark-distances",
         "device.fcd-replay.files", "device.fcd-replay.file", "fcd-output.filter-edges.input-file",
         "python-script"});
    return is_one_of(name, names);
}

/// Outputs, reports, remote control and the graphical interface; by name, because SUMO takes an
/// option in any section.
bool is_left_out(std::string_view name) {
    static constexpr auto names = std::to_array<std::string_view>({"netstate-dump",
                                                                   "ndump",
                                                                   "netstate",
                                                                   "person-fcd",
                                                                   "summary",
                                                                   "tripinfo",
                                                                   "personinfo",
                                                                   "vehroutes",
                                                                   "personroutes",
                                                                   "log",
                                                                   "l",
                                                                   "log-file",
                                                                   "message-log",
                                                                   "error-log",
                                                                   "device.toc.file",
                                                                   "save-configuration",
                                                                   "C",
                                                                   "save-config",
                                                                   "save-template",
                                                                   "save-schema",
                                                                   "verbose",
                                                                   "v",
                                                                   "print-options",
                                                                   "p",
                                                                   "help",
                                                                   "version",
                                                                   "V",
                                                                   "language",
                                                                   "no-step-log",
                                                                   "no-warnings",
                                                                   "W",
                                                                   "suppress-warnings",
                                                                   "aggregate-warnings",
                                                                   "precision",
                                                                   "human-readable-time",
                                                                   "H",
                                                                   "duration-log.disable",
                                                                   "no-duration-log",
                                                                   "remote-port",
                                                                   "num-clients",
                                                                   "gui-settings-file",
                                                                   "g",
                                                                   "edgedata-files",
                                                                   "data-files",
                                                                   "m",
                                                                   "selection-file",
                                                                   "quit-on-end",
                                                                   "Q",
                                                                   "game",
                                                                   "G",
                                                                   "game.mode",
                                                                   "start",
                                                                   "S",
                                                                   "delay",
                                                                   "d",
                                                                   "breakpoints",
                                                                   "B",
                                                                   "demo",
                                                                   "D",
                                                                   "disable-textures",
                                                                   "T",
                                                                   "registry-viewport",
                                                                   "window-size",
                                                                   "window-pos",
                                                                   "tracker-interval",
                                                                   "osg-view"});
    if (is_one_of(name, names)) {
        return true;
    }
    if (name.find("output") != std::string_view::npos) {
        return true;
    }
    for (const std::string_view prefix :
         {"save-state", "save-", "dump-", "netstate", "vehroutes.", "log.", "step-log",
          "duration-log", "device.ssm.", "gui-", "xml-validation", "write-"}) {
        if (name.starts_with(prefix)) {
            return true;
        }
    }
    return false;
}

std::vector<fs::path> split_files(std::string_view list, const fs::path& folder) {
    std::vector<fs::path> files;
    std::size_t start = 0;
    while (start <= list.size()) {
        const std::size_t end = std::min(list.find_first_of(",;", start), list.size());
        std::string_view one = list.substr(start, end - start);
        while (!one.empty() && (one.front() == ' ' || one.front() == '\t' || one.front() == '\n')) {
            one.remove_prefix(1);
        }
        while (!one.empty() && (one.back() == ' ' || one.back() == '\t' || one.back() == '\n')) {
            one.remove_suffix(1);
        }
        if (!one.empty()) {
            // As SUMO finds it: a symlink on the way is followed before "..".
            std::error_code ignored;
            files.push_back(fs::weakly_canonical(folder / fs::path{one}, ignored));
        }
        start = end + 1;
    }
    return files;
}

void append(std::vector<fs::path>& to, const std::vector<fs::path>& files) {
    to.insert(to.end(), files.begin(), files.end());
}

std::string file_list(const std::vector<fs::path>& files) {
    std::string list;
    for (const fs::path& file : files) {
        list += (list.empty() ? "" : ",") + file.generic_string();
    }
    return list;
}

/// Takes one option; `folder` is that of the configuration.
void take_option(SumoConfig& config, SumoOption option, const fs::path& folder,
                 Problems& problems) {
    const Location where{config.file.string(), option.line, option.name};
    if (option.value.find("${") != std::string::npos) {
        problems.error(where,
                       fmt::format("\"{}\" names a variable of the environment", option.value),
                       "the value itself", "write out what the variable stands for");
    } else if (is_net(option.name)) {
        const std::vector<fs::path> nets = split_files(option.value, folder);
        if (nets.size() != 1) {
            problems.error(where, fmt::format("names {} nets", nets.size()), "one net file", {});
        } else {
            config.net = nets.front();
        }
    } else if (is_routes(option.name)) {
        append(config.routes, split_files(option.value, folder));
    } else if (is_additionals(option.name)) {
        append(config.additionals, split_files(option.value, folder));
    } else if (is_foreign_input(option.name)) {
        problems.error(where, "is an input that a city package cannot carry",
                       "net, routes and additional files only",
                       "work without this option, or put the content into an additional file");
    } else if (is_left_out(option.name)) {
        config.left_out.push_back(std::move(option));
    } else {
        config.options.push_back(std::move(option));
    }
}

} // namespace

std::vector<fs::path> SumoConfig::files() const {
    std::vector<fs::path> all{net};
    append(all, routes);
    append(all, additionals);
    return all;
}

bool SumoConfig::is_true(std::string_view option) const {
    return std::ranges::any_of(options, [&](const SumoOption& o) {
        return o.name == option && (o.value == "true" || o.value == "1" || o.value == "x" ||
                                    o.value == "yes" || o.value == "on");
    });
}

SumoConfig read_sumo_config(const fs::path& file, Problems& problems) {
    SumoConfig config;
    config.file = file;
    const fs::path folder = file.parent_path();
    const XmlExpectation expectation{
        .roots = {"configuration", "sumoConfiguration"}, .max_depth = 8, .max_bytes = 1U << 24U};
    bool names_net = false;
    scan_xml(file, expectation, [&](const XmlElement& element) {
        const bool has_value = element.has("value") || element.has("v");
        if (element.depth == 1 || (element.depth == 2 && !has_value)) {
            return; // the root, or a section
        }
        const Location where{file.string(), element.line, std::string{element.name}};
        if (!has_value) {
            problems.error(where, "has no value", fmt::format("<{} value=\"...\"/>", element.name),
                           {});
            return;
        }
        const std::string_view value = element.attribute(element.has("value") ? "value" : "v");
        names_net = names_net || is_net(element.name);
        take_option(config, {std::string{element.name}, std::string{value}, element.line}, folder,
                    problems);
    });
    if (!names_net) {
        throw InputError({file.string(), 0, "net-file"}, "names no net",
                         "<net-file value=\"NAME.net.xml\"/>", {});
    }
    for (const fs::path& used : config.files()) {
        std::error_code ignored;
        if (!used.empty() && !fs::is_regular_file(used, ignored)) {
            problems.error({file.string(), 0, {}},
                           fmt::format("names {}, which is no readable file", used.string()),
                           "files that exist, relative to the configuration", "correct the path");
        }
    }
    return config;
}

std::string sumo_config_text(const SumoConfig& config) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n    <input>\n";
    const auto line = [&text](std::string_view name, const std::string& value) {
        text += fmt::format("        <{} value=\"{}\"/>\n", name, xml_text(value));
    };
    line("net-file", config.net.generic_string());
    if (!config.routes.empty()) {
        line("route-files", file_list(config.routes));
    }
    if (!config.additionals.empty()) {
        line("additional-files", file_list(config.additionals));
    }
    text += "    </input>\n";
    if (!config.options.empty()) {
        text += "    <processing>\n";
        for (const SumoOption& option : config.options) {
            line(option.name, option.value);
        }
        text += "    </processing>\n";
    }
    return text + "</configuration>\n";
}

} // namespace cityproof::io
