// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <exception>
#include <new>
#include <type_traits>

namespace cityproof::engine {

/// Calls `body` and gives what it throws the simulated time and the name of who threw: any
/// std::exception becomes a ModelError, also EngineError. Left as they are: ModelError (knows
/// both), InputError and ProblemsError (the user can mend them), Interrupted and std::bad_alloc.
/// Parameters: `name` is a callable, so that the name is made only when it is needed; `now` is a
/// SimTime or a callable, for a body in which time passes.
template <typename Now, typename Name, typename Body>
void with_origin(const Now& now, const Name& name, const Body& body) {
    try {
        body();
    } catch (const ModelError&) {
        throw;
    } catch (const InputError&) {
        throw;
    } catch (const ProblemsError&) {
        throw;
    } catch (const Interrupted&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        if constexpr (std::is_invocable_v<Now>) {
            throw ModelError(now(), name(), error.what());
        } else {
            throw ModelError(now, name(), error.what());
        }
    }
}

} // namespace cityproof::engine
