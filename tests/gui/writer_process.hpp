// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

namespace cityproof::gui::testing {

/// A run that writes the sample town; its end is waited for, or brought about.
class WriterProcess {
  public:
    /// `end`: "finish", "abandon" or "die".
    WriterProcess(const std::filesystem::path& path, int pause_ms, int minutes, const char* end) {
        const std::string program = CITYPROOF_TOWN_WRITER;
        const std::string pause = std::to_string(pause_ms);
        const std::string count = std::to_string(minutes);
        process_ = fork();
        if (process_ == 0) {
            execl(program.c_str(), program.c_str(), path.c_str(), pause.c_str(), count.c_str(), end,
                  static_cast<char*>(nullptr));
            _exit(127);
        }
    }

    WriterProcess(const WriterProcess&) = delete;
    WriterProcess& operator=(const WriterProcess&) = delete;

    ~WriterProcess() {
        if (process_ > 0) {
            kill(process_, SIGKILL);
            waitpid(process_, nullptr, 0);
        }
    }

    /// Waits until the file is there and some frames are in it.
    static bool has_begun(const std::filesystem::path& part) {
        for (int time = 0; time < 400; ++time) {
            std::error_code ignored;
            if (std::filesystem::exists(part, ignored) &&
                std::filesystem::file_size(part, ignored) > 30'000) {
                std::this_thread::sleep_for(std::chrono::milliseconds{50});
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        return false;
    }

  private:
    pid_t process_ = -1;
};

} // namespace cityproof::gui::testing
