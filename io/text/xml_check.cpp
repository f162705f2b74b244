// SPDX-License-Identifier: Apache-2.0
#include "io/text/xml_check.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"

#include <expat.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>

namespace cityproof::io {
namespace {

struct CloseGzip {
    void operator()(gzFile file) const { gzclose(file); }
};

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

/// One pass over one file. Expat is C: what a handler throws is kept and thrown again outside.
class XmlPass {
  public:
    XmlPass(std::string file, const XmlExpectation& expectation, const XmlHandlers& handlers)
        : file_{std::move(file)},
          expectation_{expectation},
          handlers_{handlers},
          parser_{XML_ParserCreate(nullptr)} {
        if (!parser_) {
            throw std::bad_alloc{};
        }
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &XmlPass::on_start, &XmlPass::on_end);
        XML_SetStartDoctypeDeclHandler(parser_.get(), &XmlPass::on_doctype);
        if (handlers_.text) {
            XML_SetCharacterDataHandler(parser_.get(), &XmlPass::on_text);
        }
    }

    void run(gzFile input) {
        std::array<char, 1U << 16U> buffer{};
        std::uint64_t total = 0;
        bool last = false;
        while (!last) {
            const int got = gzread(input, buffer.data(), static_cast<unsigned>(buffer.size()));
            int code = Z_OK;
            const char* text = gzerror(input, &code);
            // A truncated gzip file reads up to its end and says Z_BUF_ERROR only afterwards.
            if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
                refuse(0, fmt::format("cannot be read: {}", text), "an XML file, plain or gzip'd",
                       {});
            }
            total += static_cast<std::uint64_t>(got);
            if (total > expectation_.max_bytes) {
                refuse(0, fmt::format("holds more than {} bytes of XML", expectation_.max_bytes),
                       {}, {});
            }
            last = got == 0;
            feed(buffer.data(), got, last);
            const auto parsed = XML_GetCurrentByteIndex(parser_.get());
            if (!last && parsed >= 0 &&
                total - static_cast<std::uint64_t>(parsed) > expectation_.max_token_bytes) {
                refuse(line(),
                       fmt::format("has a tag of more than {} bytes", expectation_.max_token_bytes),
                       {}, {});
            }
        }
    }

  private:
    [[noreturn]] void refuse(int at, const std::string& message, const std::string& expected,
                             const std::string& remedy) const {
        throw InputError({file_, at, {}}, message, expected, remedy);
    }

    int line() const { return static_cast<int>(XML_GetCurrentLineNumber(parser_.get())); }

    void feed(const char* bytes, int count, bool last) {
        const XML_Status status = XML_Parse(parser_.get(), bytes, count, last ? 1 : 0);
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
        if (status != XML_STATUS_OK) {
            refuse(line(),
                   fmt::format("is not well-formed XML: {}",
                               XML_ErrorString(XML_GetErrorCode(parser_.get()))),
                   "a complete XML file", "write the file again with the program that made it");
        }
    }

    template <typename Body>
    void guarded(Body&& body) {
        if (thrown_) {
            return;
        }
        try {
            body();
        } catch (...) {
            thrown_ = std::current_exception();
            XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    void start(const char* name, const char** attributes) {
        const int depth = static_cast<int>(open_.size()) + 1;
        if (depth == 1 && !expectation_.roots.empty() &&
            std::ranges::find(expectation_.roots, name) == expectation_.roots.end()) {
            refuse(line(), fmt::format("has the root element <{}>", name),
                   fmt::format("<{}>", fmt::join(expectation_.roots, "> or <")),
                   "check that this is the right file");
        }
        if (depth > expectation_.max_depth) {
            refuse(line(),
                   fmt::format("is nested more than {} elements deep", expectation_.max_depth), {},
                   {});
        }
        XmlElement element;
        element.name = name;
        element.line = line();
        element.depth = depth;
        element.offset = static_cast<std::uint64_t>(XML_GetCurrentByteIndex(parser_.get()));
        element.parent = open_.empty() ? std::string_view{} : std::string_view{open_.back()};
        for (; *attributes != nullptr; attributes += 2) {
            element.attributes.emplace_back(attributes[0], attributes[1]);
        }
        handlers_.start(element);
        open_.emplace_back(name);
    }

    static void on_start(void* self, const char* name, const char** attributes) {
        auto* pass = static_cast<XmlPass*>(self);
        pass->guarded([&] { pass->start(name, attributes); });
    }

    static void on_end(void* self, const char* /*name*/) {
        auto* pass = static_cast<XmlPass*>(self);
        pass->guarded([&] {
            pass->open_.pop_back();
            if (pass->handlers_.end) {
                pass->handlers_.end(pass->line());
            }
        });
    }

    static void on_text(void* self, const char* text, int length) {
        auto* pass = static_cast<XmlPass*>(self);
        pass->guarded([&] {
            pass->handlers_.text({text, static_cast<std::size_t>(length)}, pass->line());
        });
    }

    static void on_doctype(void* self, const char* /*name*/, const char* /*system*/,
                           const char* /*public_id*/, int /*has_internal_subset*/) {
        auto* pass = static_cast<XmlPass*>(self);
        pass->guarded([&] {
            pass->refuse(pass->line(),
                         "has a DOCTYPE, which can define entities that grow without limit",
                         "XML without DOCTYPE", "remove the <!DOCTYPE ...> part");
        });
    }

    std::string file_;
    const XmlExpectation& expectation_;
    const XmlHandlers& handlers_;
    std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
    std::vector<std::string> open_;
    std::exception_ptr thrown_;
};

} // namespace

std::string_view XmlElement::attribute(std::string_view attribute_name) const {
    for (const auto& [key, value] : attributes) {
        if (key == attribute_name) {
            return value;
        }
    }
    return {};
}

bool XmlElement::has(std::string_view attribute_name) const {
    return std::ranges::any_of(attributes,
                               [&](const auto& pair) { return pair.first == attribute_name; });
}

void scan_xml(const std::filesystem::path& path, const XmlExpectation& expectation,
              const XmlCallback& visit) {
    scan_xml(path, expectation, XmlHandlers{.start = visit});
}

void scan_xml(const std::filesystem::path& path, const XmlExpectation& expectation,
              const XmlHandlers& handlers) {
    const int fd = open_regular_file(path);
    const std::unique_ptr<gzFile_s, CloseGzip> input{gzdopen(fd, "rb")};
    if (!input) {
        ::close(fd);
        throw std::bad_alloc{};
    }
    XmlPass{path.string(), expectation, handlers}.run(input.get());
}

} // namespace cityproof::io
