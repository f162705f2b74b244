// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace cityproof::process {

/// The program of that name in the folder of the running one ("cityproof-run"); nullopt when it is
/// not there. Errors: EngineError when the system does not tell where the running program is.
std::optional<std::filesystem::path> sibling_program(std::string_view name);

/// The same for a program that comes with this one. Errors: InputError when it is not there.
std::filesystem::path required_program(std::string_view name);

} // namespace cityproof::process
