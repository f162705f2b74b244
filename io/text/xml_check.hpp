// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::io {

/// An element as it starts. The texts live until the callback returns.
struct XmlElement {
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> attributes;
    int line = 0;
    int depth = 0;            ///< 1 for the root element
    std::string_view parent;  ///< name of the element around it; empty for the root
    std::uint64_t offset = 0; ///< bytes from the start of the (unpacked) file to its "<"

    /// Value of an attribute; empty when there is none.
    std::string_view attribute(std::string_view attribute_name) const;
    bool has(std::string_view attribute_name) const;
};

/// What an XML file must look like.
struct XmlExpectation {
    std::vector<std::string> roots; ///< allowed names of the root element; empty: any
    int max_depth = 64;
    std::uint64_t max_bytes = std::uint64_t{1} << 33U;       ///< after decompression
    std::uint64_t max_token_bytes = std::uint64_t{1} << 26U; ///< of one tag with its attributes
};

using XmlCallback = std::function<void(const XmlElement&)>;

/// What is called while a file is read; `text` and `end` may be empty.
struct XmlHandlers {
    XmlCallback start = {};
    /// Characters between tags, in pieces of any length, each with its line.
    std::function<void(std::string_view text, int line)> text = {};
    /// The end of the element that was started last and has not ended.
    std::function<void(int line)> end = {};
};

/// Reads an XML file (also gzip'd) from end to end in constant memory and calls `visit` for the
/// start of every element in the file's order. Made for SUMO's files, of which a malformed one ends
/// the whole process inside libsumo. Errors: InputError with file and line for a missing or
/// unreadable file, anything that is no regular file, XML that is not well-formed, a DOCTYPE
/// (entity bombs), another root element, too deep nesting, too many bytes, broken gzip. Exceptions
/// of `visit` pass through.
void scan_xml(const std::filesystem::path& path, const XmlExpectation& expectation,
              const XmlCallback& visit);

/// The same with what stands between the tags.
void scan_xml(const std::filesystem::path& path, const XmlExpectation& expectation,
              const XmlHandlers& handlers);

} // namespace cityproof::io
