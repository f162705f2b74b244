// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exit_code.hpp"
#include "core/base/shell_word.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace cityproof::scenarios {

/// The command line as one text that a shell reads back.
inline std::string quoted_command_line(int argc, char** argv) {
    std::string text;
    for (int i = 0; i < argc; ++i) {
        text += (i == 0 ? "" : " ") + shell_word(argv[i]);
    }
    return text;
}

/// Parses the options and runs `body`. --help and --version exit 0, every usage error exits 2 with
/// one line.
template <typename Body>
int parse_and_run(CLI::App& app, int argc, char** argv, const char* program, Body&& body) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        std::string message = error.what();
        for (char& c : message) {
            c = c == '\n' ? ' ' : c;
        }
        std::cerr << program << ": " << message << "; see " << program << " --help\n";
        return to_int(ExitCode::bad_input);
    }
    return run_program(program, body);
}

} // namespace cityproof::scenarios
