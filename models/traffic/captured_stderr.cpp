// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/captured_stderr.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace cityproof::traffic {

CapturedStderr::CapturedStderr() {
    std::fflush(stderr);
    file_ = memfd_create("stderr", MFD_CLOEXEC);
    if (file_ >= 0) {
        saved_ = dup(STDERR_FILENO);
        dup2(file_, STDERR_FILENO);
    }
}

CapturedStderr::~CapturedStderr() {
    finish();
}

std::string CapturedStderr::finish() {
    if (saved_ < 0) {
        return {};
    }
    std::fflush(stderr);
    dup2(saved_, STDERR_FILENO);
    close(saved_);
    saved_ = -1;
    std::string text;
    std::array<char, 4096> buffer{};
    lseek(file_, 0, SEEK_SET);
    for (ssize_t count = 0; (count = read(file_, buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    close(file_);
    std::string line;
    for (const char c : text) {
        line += c == '\n' ? std::string{"; "} : std::string{c};
    }
    while (line.ends_with("; ")) {
        line.resize(line.size() - 2);
    }
    return line;
}

} // namespace cityproof::traffic
