// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exit_code.hpp"
#include "core/base/sim_time.hpp"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof {

/// Where a problem stands: file, 1-based line (0: not known), key or field (may be empty).
struct Location {
    std::string file = {};
    int line = 0;
    std::string key = {};
};

enum class Severity { error, warning, note };

/// One thing that is wrong with an input, written for the person who can mend it.
struct Problem {
    Severity severity = Severity::error;
    Location where = {};
    std::string message = {};  ///< what is wrong, with the offending text
    std::string expected = {}; ///< what was expected; may be empty
    std::string remedy = {};   ///< how to mend it; may be empty
};

/// One line: "file:line: key: message; expected ...; to mend: ...". Control characters are escaped.
std::string to_string(const Problem& problem);
std::string to_string(const Location& where);
/// "error", "warning" or "note".
std::string_view to_string(Severity severity);

/// Anything the user can mend in an input. Exit code 2.
class InputError : public std::runtime_error {
  public:
    explicit InputError(Problem problem);
    InputError(Location where, std::string message, std::string expected = {},
               std::string remedy = {});

    const Problem& problem() const { return problem_; }

  private:
    Problem problem_;
};

/// Several problems at once: validation reports all that it finds. Exit code 2.
class ProblemsError : public std::runtime_error {
  public:
    explicit ProblemsError(std::vector<Problem> problems);

    const std::vector<Problem>& problems() const { return problems_; }

  private:
    std::vector<Problem> problems_;
};

/// What an exception says: the problem of an InputError, the first one of a ProblemsError, else its
/// words.
Problem problem_from(const std::exception& error);

/// Collects what validation finds, in the order found.
class Problems {
  public:
    void add(Problem problem) { list_.push_back(std::move(problem)); }

    void error(Location where, std::string message, std::string expected = {},
               std::string remedy = {});
    void warning(Location where, std::string message, std::string expected = {},
                 std::string remedy = {});

    /// Runs `body`; an InputError or ProblemsError that it throws is added to the list. Returns
    /// whether it threw none.
    template <typename Body>
    bool collect(Body&& body);

    const std::vector<Problem>& list() const { return list_; }

    bool has_errors() const;
    /// Errors: ProblemsError with everything collected when there is at least one error.
    void throw_if_errors() const;

  private:
    std::vector<Problem> list_;
};

template <typename Body>
bool Problems::collect(Body&& body) {
    try {
        body();
        return true;
    } catch (const InputError& error) {
        add(error.problem());
    } catch (const ProblemsError& error) {
        list_.insert(list_.end(), error.problems().begin(), error.problems().end());
    }
    return false;
}

/// Problems of one file or layer: the first ones in full, then, when it goes, how many more there
/// are.
class LimitedProblems {
  public:
    /// Parameters: `whole` is where the count is said to belong.
    LimitedProblems(Problems& problems, Location whole);
    LimitedProblems(const LimitedProblems&) = delete;
    LimitedProblems& operator=(const LimitedProblems&) = delete;
    ~LimitedProblems();

    /// Parameters: `remedy` is called only for a problem that is listed: a search for a similar
    /// name costs time.
    void error(Location where, const std::string& message, const std::string& expected,
               const std::function<std::string()>& remedy);
    void error(Location where, const std::string& message, const std::string& expected = {},
               const std::string& remedy = {});

  private:
    static constexpr std::size_t longest_list_ = 20;

    Problems& problems_;
    Location whole_;
    std::size_t count_ = 0;
};

/// A model met a state that it cannot simulate. Carries simulated time and the entity. Exit code 4.
class ModelError : public std::runtime_error {
  public:
    ModelError(SimTime when, std::string entity, const std::string& message);

    SimTime when() const { return when_; }

    const std::string& entity() const { return entity_; }

  private:
    SimTime when_;
    std::string entity_;
};

/// A third-party engine (SUMO, power-grid-model, EPANET, HDF5) reported an error. Exit code 4.
class EngineError : public std::runtime_error {
  public:
    EngineError(const std::string& engine, const std::string& message,
                std::optional<int> code = {});
};

/// Simulated time left the range of int64 nanoseconds. Exit code 4.
class TimeOverflow : public std::overflow_error {
  public:
    using std::overflow_error::overflow_error;
};

/// The run was asked to end early: Ctrl-C (130), SIGTERM (75), or the operator's stop (0).
class Interrupted : public std::runtime_error {
  public:
    Interrupted(ExitCode code, const std::string& message)
        : std::runtime_error{message},
          code_{code} {}

    ExitCode code() const { return code_; }

  private:
    ExitCode code_;
};

} // namespace cityproof
