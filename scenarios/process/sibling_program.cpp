// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/sibling_program.hpp"

#include "core/base/errors.hpp"

#include <unistd.h>

#include <system_error>

namespace cityproof::process {

std::optional<std::filesystem::path> sibling_program(std::string_view name) {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) {
        throw EngineError("system", "cannot tell where this program is: " + error.message());
    }
    const std::filesystem::path sibling = self.parent_path() / name;
    if (access(sibling.c_str(), X_OK) != 0) {
        return std::nullopt;
    }
    return sibling;
}

std::filesystem::path required_program(std::string_view name) {
    const auto program = sibling_program(name);
    if (!program) {
        throw InputError{{std::string{name}, 0, ""},
                         "is not installed beside this program",
                         "a complete build",
                         "build all programs: cmake --build"};
    }
    return *program;
}

} // namespace cityproof::process
