// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/progress_bar.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace cityproof::process {
namespace {

using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

std::string time_text(seconds left) {
    const auto count = left.count();
    return count < 60 ? fmt::format("{} s", count)
                      : fmt::format("{} min {} s", count / 60, count % 60);
}

std::size_t columns_of(std::FILE* stream) {
    winsize size{};
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

std::string progress_line(double fraction, std::string_view text, std::optional<seconds> left,
                          std::size_t width) {
    constexpr std::size_t bar_width = 24;
    const double shown = std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0;
    const auto full = static_cast<std::size_t>(std::floor(shown * static_cast<double>(bar_width)));
    std::string line =
        fmt::format("[{}{}] {:3.0f} %  {}", std::string(full, '#'),
                    std::string(bar_width - full, '.'), std::floor(100 * shown), text);
    if (left) {
        line += fmt::format("  about {} left", time_text(*left));
    }
    return line.substr(0, width);
}

std::optional<seconds> remaining_time(double fraction, std::chrono::duration<double> elapsed) {
    if (!(fraction >= 0.02) || elapsed.count() < 2) {
        return std::nullopt;
    }
    return seconds{std::llround(elapsed.count() * (1 - std::min(fraction, 1.0)) / fraction)};
}

ProgressBar::ProgressBar(std::FILE* stream)
    : stream_{stream},
      terminal_{isatty(fileno(stream)) == 1},
      started_{Clock::now()} {
}

ProgressBar::~ProgressBar() {
    clear();
}

void ProgressBar::update(double fraction, std::string_view text) {
    const auto now = Clock::now();
    if (!terminal_ || (last_ && now - *last_ < std::chrono::milliseconds{250})) {
        return;
    }
    last_ = now;
    // One column short of the edge: some terminals wrap a line that reaches it.
    fmt::print(stream_, "\r\x1b[K{}",
               progress_line(fraction, text, remaining_time(fraction, now - started_),
                             columns_of(stream_) - 1));
    std::fflush(stream_);
    drawn_ = true;
}

void ProgressBar::note(std::string_view text) {
    clear();
    fmt::print(stream_, "{}\n", text);
    std::fflush(stream_);
}

void ProgressBar::step(std::string_view text) {
    if (!terminal_) {
        note(text);
    }
}

void ProgressBar::clear() {
    if (drawn_) {
        fmt::print(stream_, "\r\x1b[K");
        std::fflush(stream_);
        drawn_ = false;
        last_.reset();
    }
}

} // namespace cityproof::process
