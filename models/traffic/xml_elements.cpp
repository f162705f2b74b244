// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/xml_elements.hpp"

#include "core/base/errors.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <exception>
#include <fstream>
#include <memory>

namespace cityproof::traffic {
namespace {

struct Session {
    const std::function<bool(std::string_view, const XmlAttributes&)>& on_element;
    XML_Parser parser;
    bool stopped = false;
    std::exception_ptr error; ///< no exception may cross expat's C frames
};

void start_element(void* user, const char* name, const char** pairs) {
    auto& session = *static_cast<Session*>(user);
    if (session.stopped) {
        return;
    }
    try {
        XmlAttributes attributes;
        for (; *pairs != nullptr; pairs += 2) {
            attributes.emplace(pairs[0], pairs[1]);
        }
        session.stopped = !session.on_element(name, attributes);
    } catch (...) {
        session.error = std::current_exception();
        session.stopped = true;
    }
    if (session.stopped) {
        XML_StopParser(session.parser, XML_FALSE);
    }
}

} // namespace

void for_each_element(
    const std::filesystem::path& path,
    const std::function<bool(std::string_view, const XmlAttributes&)>& on_element) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw InputError({path.string()}, "cannot be read", "an XML file");
    }
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser{XML_ParserCreate(nullptr),
                                                                         XML_ParserFree};
    Session session{on_element, parser.get(), false, nullptr};
    XML_SetUserData(parser.get(), &session);
    XML_SetStartElementHandler(parser.get(), start_element);
    std::array<char, 65536> buffer{};
    for (bool at_end = false; !at_end && !session.stopped;) {
        file.read(buffer.data(), buffer.size());
        at_end = !file;
        const auto count = static_cast<int>(file.gcount());
        const bool failed =
            XML_Parse(parser.get(), buffer.data(), count, at_end ? 1 : 0) == XML_STATUS_ERROR;
        if (failed && !session.stopped) {
            throw InputError(
                {path.string(), static_cast<int>(XML_GetCurrentLineNumber(parser.get()))},
                XML_ErrorString(XML_GetErrorCode(parser.get())), "well-formed XML");
        }
    }
    if (session.error) {
        std::rethrow_exception(session.error);
    }
}

double number_attribute(const XmlAttributes& attributes, std::string_view name,
                        const std::filesystem::path& path) {
    const auto found = attributes.find(name);
    const std::string_view text = found == attributes.end() ? std::string_view{} : found->second;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        throw InputError({path.string(), 0, std::string{name}},
                         fmt::format("\"{}\" is not a number", text));
    }
    return value;
}

} // namespace cityproof::traffic
