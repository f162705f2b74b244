// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/capped_log.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::process {

CappedLog::CappedLog(const std::filesystem::path& path, std::size_t head_bytes,
                     std::size_t tail_bytes)
    : file_{path, std::ios::binary | std::ios::trunc},
      head_left_{head_bytes},
      tail_bytes_{tail_bytes} {
    if (!file_) {
        throw InputError({path.string(), 0, ""}, "the log cannot be written",
                         "a folder that may be written to");
    }
}

void CappedLog::append(std::string_view text) {
    const std::string_view head = text.substr(0, head_left_);
    file_ << head;
    file_.flush(); // a reader of the log sees it while the child runs
    head_left_ -= head.size();
    tail_ += text.substr(head.size());
    if (tail_.size() > 2 * tail_bytes_) {
        const std::size_t surplus = tail_.size() - tail_bytes_;
        dropped_ += surplus;
        tail_.erase(0, surplus);
    }
}

void CappedLog::close() {
    if (tail_.size() > tail_bytes_) {
        const std::size_t surplus = tail_.size() - tail_bytes_;
        dropped_ += surplus;
        tail_.erase(0, surplus);
    }
    if (dropped_ > 0) {
        file_ << fmt::format("\n... {} bytes left out ...\n", dropped_);
    }
    file_ << tail_;
    file_.close();
}

} // namespace cityproof::process
