// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/net_maker.hpp"

#include "io/text/files.hpp"
#include "io/text/xml_check.hpp"
#include "scenarios/process/child_process.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <set>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

bool has_netconvert(const fs::path& home) {
    std::error_code error;
    return fs::exists(home / "bin" / "netconvert", error);
}

/// The user's SUMO, else the one of the install that this program is in, else the build's.
fs::path sumo_home() {
    const char* given = std::getenv("SUMO_HOME"); // NOLINT(concurrency-mt-unsafe): one thread
    if (given != nullptr && has_netconvert(given)) {
        return given;
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed =
        (program.parent_path() / CITYPROOF_INSTALLED_SUMO).lexically_normal();
    return has_netconvert(installed) ? installed : fs::path{CITYPROOF_SUMO_HOME};
}

std::vector<std::string> netconvert_command(const OsmSource& source, std::uint32_t nets,
                                            const fs::path& folder) {
    const fs::path home = sumo_home();
    const fs::path types = home / "data" / "typemap";
    const auto file = [&](const char* name) { return (folder / name).string(); };
    return {
        (home / "bin" / "netconvert").string(),
        "--osm-files",
        file("streets.osm"),
        "--type-files",
        fmt::format("{},{}", (types / "osmNetconvert.typ.xml").string(),
                    (types / "osmNetconvertUrbanDe.typ.xml").string()),
        "--output-file",
        file("streets.net.xml"),
        "--ptstop-output",
        file("stops.add.xml"),
        "--ptline-output",
        file("lines.xml"),
        "--proj",
        source.crs.proj_text(),
        "--seed",
        "1",
        "--xml-validation",
        "never",
        "--geometry.remove",
        "true",
        "--roundabouts.guess",
        "true",
        "--ramps.guess",
        "true",
        "--junctions.join",
        "true",
        "--tls.guess-signals",
        "true",
        "--tls.discard-simple",
        "true",
        "--tls.join",
        "true",
        "--tls.default-type",
        "actuated",
        "--no-turnarounds.except-deadend",
        "true",
        "--osm.sidewalks",
        "true",
        "--osm.crossings",
        "true",
        "--keep-edges.by-vclass",
        "passenger,bus",
        "--keep-edges.components",
        fmt::format("{}", nets),
        "--remove-edges.isolated",
        "true",
        "--output.street-names",
        "true",
    };
}

/// Runs a program to its end and returns what it wrote on standard error.
std::string run(const std::vector<std::string>& command, process::Outcome& outcome,
                const std::function<void()>& check_interrupt) {
    std::string errors;
    const auto keep = [&](std::string_view piece, bool is_stdout) {
        constexpr std::size_t most = std::size_t{1} << 22U;
        if (!is_stdout && errors.size() < most) {
            errors.append(piece);
        }
    };
    process::ChildProcess child{command};
    if (child.failure()) {
        outcome = *child.failure();
        return errors;
    }
    while (true) {
        if (const auto end = child.poll_end(keep)) {
            outcome = *end;
            return errors;
        }
        std::array<pollfd, 2> pipes{};
        for (std::size_t i = 0; i < pipes.size(); ++i) {
            pipes[i] = {child.outputs()[i], POLLIN, 0};
        }
        ::poll(pipes.data(), pipes.size(), 50);
        child.read_output(keep, 1U << 16U);
        check_interrupt();
    }
}

/// The first line that says "Error:", without the word.
std::string reason_in(const std::string& errors) {
    const std::size_t at = errors.find("Error:");
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t end = std::min(errors.find('\n', at), errors.size());
    return errors.substr(at + 7 < end ? at + 7 : end, end - std::min(at + 7, end));
}

/// Removes XML comments: they carry dates, paths and the command line.
void strip_comments(const fs::path& file) {
    const std::string text = io::read_text_file(file, std::size_t{1} << 33U);
    std::string kept;
    kept.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = std::min(text.find("<!--", at), text.size());
        kept.append(text, at, begin - at);
        if (begin == text.size()) {
            break;
        }
        const std::size_t end = text.find("-->", begin);
        at = end == std::string::npos ? text.size() : end + 3;
        while (at < text.size() && text[at] == '\n') {
            ++at;
        }
    }
    io::write_file_atomically(file, kept);
}

/// Ids of the signals that SUMO warns of when it loads a net: lanes too short for a detector.
std::set<std::string> blind_signals(const fs::path& net,
                                    const std::function<void()>& check_interrupt) {
    process::Outcome outcome;
    const std::string said =
        run({(sumo_home() / "bin" / "sumo").string(), "--net-file", net.string(), "--end", "1",
             "--no-step-log", "true", "--xml-validation", "never"},
            outcome, check_interrupt);
    if (!outcome.ok()) {
        const std::string reason = reason_in(said);
        throw EngineError("sumo", reason.empty() ? process::to_string(outcome) : reason);
    }
    constexpr std::string_view sign = "At actuated tlLogic '";
    std::set<std::string> blind;
    for (std::size_t at = said.find(sign); at != std::string::npos; at = said.find(sign, at)) {
        at += sign.size();
        blind.insert(said.substr(at, said.find('\'', at) - at));
    }
    return blind;
}

/// Signals that could not see who waits keep netconvert's fixed times.
void fix_blind_signals(const fs::path& net, const std::function<void()>& check_interrupt) {
    const std::set<std::string> blind = blind_signals(net, check_interrupt);
    if (blind.empty()) {
        return;
    }
    std::string text = io::read_text_file(net, std::size_t{1} << 33U);
    for (const std::string& id : blind) {
        const std::string from = fmt::format("<tlLogic id=\"{}\" type=\"actuated\"", id);
        const std::size_t at = text.find(from);
        if (at != std::string::npos) {
            text.replace(at, from.size(), fmt::format("<tlLogic id=\"{}\" type=\"static\"", id));
        }
    }
    io::write_file_atomically(net, text);
}

/// A stop that no line uses: netconvert writes an empty list, which sumo refuses.
void drop_empty_lines(const fs::path& stops) {
    constexpr std::string_view empty = " lines=\"\"";
    std::string text = io::read_text_file(stops, std::size_t{1} << 33U);
    for (std::size_t at = text.find(empty); at != std::string::npos; at = text.find(empty, at)) {
        text.erase(at, empty.size());
    }
    io::write_file_atomically(stops, text);
}

/// netconvert applies a projection's formula but no change of datum: a node must lie where GDAL
/// puts it, too.
void check_places(const OsmSource& source, const fs::path& net) {
    io::Point offset;
    double worst_m = 0;
    std::size_t compared = 0;
    const auto pair_of = [](std::string_view text, io::Point& point) {
        const std::size_t comma = text.find(',');
        if (comma != std::string_view::npos) {
            std::from_chars(text.data(), text.data() + comma, point.x_m);
            std::from_chars(text.data() + comma + 1, text.data() + text.size(), point.y_m);
        }
    };
    io::scan_xml(net, {{"net"}}, [&](const io::XmlElement& element) {
        if (element.name == "location") {
            pair_of(element.attribute("netOffset"), offset);
        }
        if (element.name != "junction" || element.attribute("type") != "dead_end") {
            return; // others may have been moved by joining
        }
        const std::string_view id = element.attribute("id");
        std::int64_t node = 0;
        const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), node);
        if (error != std::errc{} || end != id.data() + id.size() ||
            source.extract.node(node) == nullptr) {
            return;
        }
        io::Point at;
        const std::string_view x = element.attribute("x");
        const std::string_view y = element.attribute("y");
        std::from_chars(x.data(), x.data() + x.size(), at.x_m);
        std::from_chars(y.data(), y.data() + y.size(), at.y_m);
        const io::Point& known = source.place(node);
        worst_m = std::max(
            worst_m, std::hypot(at.x_m - offset.x_m - known.x_m, at.y_m - offset.y_m - known.y_m));
        ++compared;
    });
    constexpr double tolerance_m = 1;
    if (compared > 0 && worst_m > tolerance_m) {
        throw InputError({{}, 0, "--crs"},
                         fmt::format("\"{}\" has another datum than WGS 84: netconvert would put "
                                     "the streets {:.0f} m beside the buildings",
                                     source.crs.code(), worst_m),
                         "a system on WGS 84 or ETRS 89",
                         "leave it out: auto takes the UTM zone of the middle");
    }
}

} // namespace

StreetNet make_street_net(const OsmSource& source, std::uint32_t nets, const fs::path& folder,
                          const std::function<void()>& check_interrupt) {
    io::write_file_atomically(folder / "streets.osm", io::osm_street_xml(source.extract));
    process::Outcome outcome;
    const std::string errors =
        run(netconvert_command(source, nets, folder), outcome, check_interrupt);
    StreetNet made;
    made.net = folder / "streets.net.xml";
    if (!outcome.ok()) {
        const std::string reason = reason_in(errors);
        if (reason.find("edge") != std::string::npos || reason.find("node") != std::string::npos) {
            throw InputError({source.file, 0, "highway"},
                             fmt::format("has no road that cars may use (netconvert: {})", reason),
                             "an extract with streets", "take a larger one");
        }
        throw EngineError("netconvert", reason.empty() ? process::to_string(outcome) : reason);
    }
    strip_comments(made.net);
    check_places(source, made.net);
    fix_blind_signals(made.net, check_interrupt);
    std::error_code error;
    if (fs::exists(folder / "stops.add.xml", error)) {
        strip_comments(folder / "stops.add.xml");
        drop_empty_lines(folder / "stops.add.xml");
        made.stops = folder / "stops.add.xml";
    }
    if (fs::exists(folder / "lines.xml", error)) {
        made.lines = folder / "lines.xml";
    }
    fs::remove(folder / "streets.osm", error);
    return made;
}

} // namespace cityproof::scenarios
