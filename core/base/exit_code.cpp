// SPDX-License-Identifier: Apache-2.0
#include "core/base/exit_code.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>

namespace cityproof {

ExitCode report_current_exception(const char* program) {
    try {
        throw;
    } catch (const ProblemsError& error) {
        for (const Problem& problem : error.problems()) {
            fmt::print(stderr, "{}: {}\n", program, to_string(problem));
        }
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
