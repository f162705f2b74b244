// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/sumo_files.hpp"

#include "core/base/errors.hpp"
#include "io/city/sumo_references.hpp"
#include "io/text/files.hpp"
#include "io/text/xml_check.hpp"

#include <fmt/format.h>

#include <set>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr const char* traffic_folder = "traffic";
constexpr const char* config_name = "city.sumocfg";

struct Replacement {
    std::size_t offset = 0; ///< of the element's "<"
    std::string attribute;
    std::string value;
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Bounds [first, last) of an attribute's value in the raw text of a tag; npos when it is not there
/// as plain text.
std::pair<std::size_t, std::size_t> value_range(const std::string& text, std::size_t tag,
                                                const std::string& attribute) {
    std::size_t at = tag;
    while (at < text.size() && !is_space(text[at])) {
        ++at; // the element's name
    }
    while (at < text.size()) {
        while (at < text.size() && is_space(text[at])) {
            ++at;
        }
        const std::size_t name_start = at;
        while (at < text.size() && text[at] != '=' && text[at] != '>' && !is_space(text[at])) {
            ++at;
        }
        const std::string name = text.substr(name_start, at - name_start);
        while (at < text.size() && (is_space(text[at]) || text[at] == '=')) {
            ++at;
        }
        if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) {
            break;
        }
        const std::size_t end = text.find(text[at], at + 1);
        if (end == std::string::npos) {
            break;
        }
        if (name == attribute) {
            return {at + 1, end};
        }
        at = end + 1;
    }
    return {std::string::npos, std::string::npos};
}

/// Writes a copy in which all outputs are off. Returns how many there were.
std::size_t copy_without_outputs(const fs::path& from, const fs::path& to) {
    std::vector<Replacement> replacements;
    io::scan_xml(from, {}, [&](const io::XmlElement& element) {
        if (const auto output = io::file_output(element)) {
            replacements.push_back({static_cast<std::size_t>(element.offset),
                                    std::string{output->attribute}, std::string{output->off}});
        }
    });
    if (replacements.empty()) {
        copy_file_bytes(from, to);
        return 0;
    }
    const std::string text = io::read_text_file(from);
    std::string copy;
    std::size_t done = 0;
    for (const Replacement& replacement : replacements) {
        const auto [first, last] = value_range(text, replacement.offset, replacement.attribute);
        if (first == std::string::npos) {
            throw InputError({from.string(), 0, replacement.attribute},
                             "names an output file, and this file's encoding does not let the "
                             "importer remove it",
                             "a plain UTF-8 file, not compressed",
                             "unpack it, or delete the outputs");
        }
        copy.append(text, done, first - done).append(replacement.value);
        done = last;
    }
    copy.append(text, done);
    io::write_file_atomically(to, copy);
    return replacements.size();
}

/// A file name that no earlier file of the package has.
std::string free_name(const fs::path& file, std::set<std::string>& taken) {
    std::string name = file.filename().string();
    for (int i = 2; !taken.insert(name).second; ++i) {
        name = fmt::format("{}-{}", i, file.filename().string());
    }
    return name;
}

} // namespace

void copy_file_bytes(const fs::path& from, const fs::path& to) {
    io::write_file_atomically(to, io::read_text_file(from, std::size_t{1} << 33U));
}

CopiedSumoFiles copy_sumo_files(const io::SumoConfig& config, const fs::path& package) {
    const fs::path folder = package / traffic_folder;
    fs::create_directory(folder);
    CopiedSumoFiles copied;
    std::set<std::string> taken{config_name};
    io::SumoConfig own = config;
    const auto take = [&](const fs::path& file, bool additional) {
        const std::string name = free_name(file, taken);
        if (additional) {
            copied.silenced_outputs += copy_without_outputs(file, folder / name);
        } else {
            copy_file_bytes(file, folder / name);
        }
        copied.files.push_back(fmt::format("{}/{}", traffic_folder, name));
        return fs::path{name};
    };
    own.net = take(config.net, false);
    for (fs::path& file : own.routes) {
        file = take(file, true); // detectors may stand in route files, too
    }
    for (fs::path& file : own.additionals) {
        file = take(file, true);
    }
    copied.config = fmt::format("{}/{}", traffic_folder, config_name);
    io::write_file_atomically(package / copied.config, io::sumo_config_text(own));
    return copied;
}

} // namespace cityproof::scenarios
