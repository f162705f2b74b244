// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/build_id.hpp"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>
#include <sys/utsname.h>

#include <cstring>
#include <string_view>

namespace cityproof::scenarios {
namespace {

/// The note of `segment` that holds the build id, as hexadecimal text; empty for none.
std::string id_in(const char* segment, std::size_t size) {
    constexpr std::size_t alignment = 4;
    const auto padded = [](std::size_t n) { return (n + alignment - 1) / alignment * alignment; };
    for (std::size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
        ElfW(Nhdr) note;
        std::memcpy(&note, segment + at, sizeof(note));
        const std::size_t name = at + sizeof(note);
        const std::size_t content = name + padded(note.n_namesz);
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof(ELF_NOTE_GNU) &&
            content + note.n_descsz <= size) {
            std::string text;
            for (const char byte : std::string_view{segment + content, note.n_descsz}) {
                text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
            }
            return text;
        }
        at = content + padded(note.n_descsz);
    }
    return {};
}

/// Called for each loaded object; the first is the program itself.
int read_first(struct dl_phdr_info* object, std::size_t /*size*/, void* result) {
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& header = object->dlpi_phdr[i];
        if (header.p_type == PT_NOTE) {
            const std::string id =
                id_in(reinterpret_cast<const char*>(object->dlpi_addr + header.p_vaddr), // NOLINT
                      header.p_memsz);
            if (!id.empty()) {
                *static_cast<std::string*>(result) = id;
            }
        }
    }
    return 1; // no further object
}

} // namespace

std::string build_id() {
    std::string id;
    dl_iterate_phdr(read_first, &id);
    return id;
}

std::string architecture() {
    utsname name{};
    return uname(&name) == 0 ? name.machine : "unknown";
}

} // namespace cityproof::scenarios
