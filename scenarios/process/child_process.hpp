// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::process {

/// What a process took, with all children that it waited for.
struct ProcessUsage {
    double cpu_s = 0;
    std::uint64_t peak_memory_bytes = 0; ///< largest resident set
};

/// How a child process ended.
struct Outcome {
    enum class Kind { exited, killed, not_started, cancelled };

    Kind kind = Kind::cancelled;
    int code = 0; ///< exit code, signal number or errno, by kind
    ProcessUsage usage = {};

    bool ok() const { return kind == Kind::exited && code == 0; }
};

/// "exit code 4", "killed by signal 11 (Segmentation fault)", "could not be started: ...", "was not
/// started".
std::string to_string(const Outcome& outcome);

/// A running program in a process group of its own, standard input empty, its output read through
/// pipes that never block. It dies with this process, also when that is killed.
class ChildProcess {
  public:
    /// Called with every piece of output; `is_stdout` tells standard output from standard error.
    using OutputHandler = std::function<void(std::string_view piece, bool is_stdout)>;

    /// Starts command[0] (a path, or a name to be found in $PATH). Check failure() afterwards.
    /// Errors: std::system_error when the system has no more processes or file descriptors.
    explicit ChildProcess(const std::vector<std::string>& command);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess(); ///< kills what still runs

    /// Set when the program could not be executed.
    std::optional<Outcome> failure() const { return failure_; }

    /// The descriptors to poll for input; -1 when closed.
    std::array<int, 2> outputs() const { return outputs_; }

    /// A descriptor that becomes readable when the program ends; -1 where the system has none.
    int end() const { return end_; }

    /// Passes on what has arrived, at most `most` bytes a pipe, so that a flood starves nobody
    /// else.
    void read_output(const OutputHandler& handler, std::size_t most);

    /// How the program ended; nullopt while it runs. When it has ended, whatever it left running is
    /// killed and the rest of its output (at most 1 MiB a pipe) is passed on.
    std::optional<Outcome> poll_end(const OutputHandler& handler);

    /// Sends a signal to the whole group.
    void signal_group(int number) const;

    pid_t pid() const { return pid_; }

  private:
    void close_outputs();

    pid_t pid_ = -1; ///< -1 after the end
    std::array<int, 2> outputs_{-1, -1};
    int end_ = -1;
    std::optional<Outcome> failure_;
};

} // namespace cityproof::process
