// SPDX-License-Identifier: Apache-2.0
#include "core/base/exit_code.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <map>
#include <new>
#include <string>
#include <vector>

namespace cityproof {
namespace {

/// A file with one thing wrong in each of its thousands of rows must not bury the others.
void print_problems(const char* program, const std::vector<Problem>& problems) {
    constexpr std::size_t longest_list = 25; // of one file
    std::map<std::string, std::size_t> of_file;
    for (const Problem& problem : problems) {
        if (++of_file[problem.where.file] <= longest_list) {
            fmt::print(stderr, "{}: {}\n", program, to_string(problem));
        }
    }
    for (const auto& [file, count] : of_file) {
        if (count > longest_list) {
            fmt::print(stderr, "{}: {}: and {} more problems\n", program, file,
                       count - longest_list);
        }
    }
}

} // namespace

ExitCode report_current_exception(const char* program) {
    try {
        throw;
    } catch (const ProblemsError& error) {
        print_problems(program, error.problems());
        return ExitCode::bad_input;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}: {}\n", program, error.what());
        return ExitCode::bad_input;
    } catch (const Interrupted& error) {
        fmt::print(stderr, "{}: {}\n", program, error.what());
        return error.code();
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "{}: out of memory\n", program);
        return ExitCode::engine_error;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}: {}\n", program, error.what());
        return ExitCode::engine_error;
    } catch (...) {
        fmt::print(stderr, "{}: something of an unknown type was thrown\n", program);
        return ExitCode::engine_error;
    }
}

} // namespace cityproof
