// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

namespace cityproof::process {
namespace {

constexpr std::size_t pipe_rest = 1U << 20U;

struct Pipe {
    int read_end = -1;
    int write_end = -1;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "no pipe to a child process");
    }
    return {ends[0], ends[1]};
}

void close_if_open(int& descriptor) {
    if (descriptor >= 0) {
        close(descriptor);
        descriptor = -1;
    }
}

/// Runs in the child between fork and exec: async-signal-safe calls only. Never returns; errno goes
/// into `failure`.
[[noreturn]] void execute(char* const* arguments, int out, int err, int failure, pid_t parent) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGTERM, SIGPIPE}) {
        struct sigaction action {};

        action.sa_handler = SIG_DFL;
        sigaction(number, &action, nullptr);
    }
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (getppid() == parent && nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
        dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0) {
        execvp(arguments[0], arguments);
    }
    const int error = errno;
    [[maybe_unused]] const auto written = write(failure, &error, sizeof error);
    _exit(127);
}

/// Reads one piece; false at the end of the pipe, or when there is nothing now.
bool read_piece(int& descriptor, bool is_stdout, const ChildProcess::OutputHandler& handler,
                std::size_t& left) {
    std::array<char, 65536> buffer{};
    const ssize_t got = read(descriptor, buffer.data(), std::min(buffer.size(), left));
    if (got > 0) {
        left -= static_cast<std::size_t>(got);
        handler({buffer.data(), static_cast<std::size_t>(got)}, is_stdout);
        return true;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        close_if_open(descriptor);
    }
    return false;
}

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

Outcome outcome_of(const siginfo_t& info, const rusage& usage) {
    constexpr std::uint64_t kibibyte = 1024;
    return {info.si_code == CLD_EXITED ? Outcome::Kind::exited : Outcome::Kind::killed,
            info.si_status,
            {.cpu_s = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
             .peak_memory_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * kibibyte}};
}

/// A pidfd: Linux 5.3; without one the end is found by asking again and again.
int descriptor_of(pid_t pid) {
    return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
}

} // namespace

std::string to_string(const Outcome& outcome) {
    switch (outcome.kind) {
    case Outcome::Kind::exited:
        return fmt::format("exit code {}", outcome.code);
    case Outcome::Kind::killed: {
        const char* name = sigdescr_np(outcome.code);
        return fmt::format("killed by signal {}{}", outcome.code,
                           name == nullptr ? "" : fmt::format(" ({})", name));
    }
    case Outcome::Kind::not_started:
        return fmt::format("could not be started: {}",
                           std::generic_category().message(outcome.code));
    case Outcome::Kind::cancelled:
        break;
    }
    return "was not started";
}

ChildProcess::ChildProcess(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str())); // execvp does not write
    }
    arguments.push_back(nullptr);
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    Pipe failed = make_pipe();
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ == 0) {
        execute(arguments.data(), out.write_end, err.write_end, failed.write_end, parent);
    }
    const int fork_error = errno;
    close_if_open(out.write_end);
    close_if_open(err.write_end);
    close_if_open(failed.write_end);
    outputs_ = {out.read_end, err.read_end};
    if (pid_ < 0) {
        close_outputs();
        close_if_open(failed.read_end);
        throw std::system_error(fork_error, std::generic_category(), "no child process");
    }
    setpgid(pid_, pid_); // as the child does: whoever comes first
    // Closed by a successful exec without a byte.
    int error = 0;
    ssize_t got = 0;
    do {
        got = read(failed.read_end, &error, sizeof error);
    } while (got < 0 && errno == EINTR);
    close_if_open(failed.read_end);
    for (const int descriptor : outputs_) {
        fcntl(descriptor, F_SETFL, O_NONBLOCK);
    }
    if (got == static_cast<ssize_t>(sizeof error)) {
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        close_outputs();
        failure_ = Outcome{Outcome::Kind::not_started, error};
        return;
    }
    end_ = descriptor_of(pid_);
}

ChildProcess::~ChildProcess() {
    if (pid_ > 0) {
        signal_group(SIGKILL);
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    close_if_open(end_);
    close_outputs();
}

void ChildProcess::close_outputs() {
    for (int& descriptor : outputs_) {
        close_if_open(descriptor);
    }
}

void ChildProcess::read_output(const OutputHandler& handler, std::size_t most) {
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        std::size_t left = most;
        while (outputs_[i] >= 0 && left > 0 && read_piece(outputs_[i], i == 0, handler, left)) {
        }
    }
}

std::optional<Outcome> ChildProcess::poll_end(const OutputHandler& handler) {
    if (pid_ < 0) {
        return failure_;
    }
    siginfo_t info{};
    // WNOWAIT: the dead child keeps its number, so that the signal to its group cannot reach a
    // stranger.
    if (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        info.si_pid == 0) {
        return std::nullopt;
    }
    signal_group(SIGKILL);
    rusage usage{};
    while (wait4(pid_, nullptr, 0, &usage) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    close_if_open(end_);
    read_output(handler, pipe_rest);
    close_outputs();
    return outcome_of(info, usage);
}

void ChildProcess::signal_group(int number) const {
    if (pid_ > 0) {
        kill(-pid_, number);
    }
}

} // namespace cityproof::process
