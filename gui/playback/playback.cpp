// SPDX-License-Identifier: Apache-2.0
#include "gui/playback/playback.hpp"

#include <algorithm>
#include <utility>

namespace cityproof::gui {

namespace {
constexpr int tick_ms = 16; // 60 a second
constexpr double same_time_s = 1e-6;
} // namespace

Playback::Playback(QObject* parent) : QObject{parent} {
    timer_.setInterval(tick_ms);
    connect(&timer_, &QTimer::timeout, this,
            [this] { advance(static_cast<double>(wall_.restart()) / 1000); });
}

const std::vector<double>& Playback::usual_rates() {
    static const std::vector<double> rates{1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600};
    return rates;
}

void Playback::set_moments(std::vector<double> moments_s) {
    const bool was_empty = moments_s_.empty();
    const double shown_s = time_s();
    moments_s_ = std::move(moments_s);
    emit moments_changed();
    if (moments_s_.empty()) {
        return;
    }
    const std::size_t kept = was_empty ? 0 : index_at(shown_s);
    index_ = std::min(index_, moments_s_.size() - 1);
    if (following_) {
        show(moments_s_.size() - 1);
    } else if (was_empty || moments_s_[kept] != shown_s) {
        show(kept);
    } else {
        index_ = kept;
    }
}

double Playback::time_s() const {
    return index_ < moments_s_.size() ? moments_s_[index_] : 0;
}

double Playback::first_s() const {
    return range_s_ ? range_s_->first : (moments_s_.empty() ? 0 : moments_s_.front());
}

double Playback::last_s() const {
    return range_s_ ? range_s_->second : (moments_s_.empty() ? 0 : moments_s_.back());
}

std::size_t Playback::index_at(double time_s) const {
    const auto next = std::upper_bound(moments_s_.begin(), moments_s_.end(), time_s + same_time_s);
    return next == moments_s_.begin() ? 0 : static_cast<std::size_t>(next - moments_s_.begin() - 1);
}

void Playback::show(std::size_t index) {
    index_ = index;
    exact_s_ = moments_s_[index];
    emit time_changed(exact_s_);
}

void Playback::go_to(double time_s) {
    if (!moments_s_.empty()) {
        go_to_index(index_at(time_s));
    }
}

void Playback::go_to_index(std::size_t index) {
    if (index >= moments_s_.size()) {
        return;
    }
    if (index + 1 != moments_s_.size()) {
        set_following(false); // the user looks at something else than the end
    }
    if (index != index_) {
        show(index);
    }
}

void Playback::step(int moments) {
    if (moments_s_.empty()) {
        return;
    }
    pause();
    const auto last = static_cast<long long>(moments_s_.size()) - 1;
    go_to_index(
        static_cast<std::size_t>(std::clamp(static_cast<long long>(index_) + moments, 0LL, last)));
}

void Playback::to_first() {
    go_to(first_s());
}

void Playback::to_last() {
    go_to(last_s());
}

void Playback::play() {
    if (moments_s_.empty() || is_playing()) {
        return;
    }
    set_following(false);
    if (time_s() >= last_s() - same_time_s || time_s() < first_s() - same_time_s) {
        to_first();
    }
    exact_s_ = time_s();
    wall_.start();
    timer_.start();
    emit playing_changed(true);
}

void Playback::pause() {
    if (is_playing()) {
        timer_.stop();
        emit playing_changed(false);
    }
}

void Playback::toggle() {
    if (is_playing()) {
        pause();
    } else {
        play();
    }
}

void Playback::set_rate(double rate) {
    if (rate > 0 && rate != rate_) {
        rate_ = rate;
        emit rate_changed(rate_);
    }
}

void Playback::change_rate(int steps) {
    const auto& rates = usual_rates();
    const auto here = std::lower_bound(rates.begin(), rates.end(), rate_) - rates.begin();
    const auto last = static_cast<std::ptrdiff_t>(rates.size()) - 1;
    set_rate(rates[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(here + steps, 0, last))]);
}

void Playback::set_range(std::optional<std::pair<double, double>> range_s) {
    if (range_s && range_s->second < range_s->first) {
        std::swap(range_s->first, range_s->second);
    }
    range_s_ = range_s;
    emit moments_changed();
}

void Playback::set_following(bool following) {
    if (following == following_) {
        return;
    }
    following_ = following;
    emit following_changed(following);
    if (following && !moments_s_.empty()) {
        pause();
        if (index_ + 1 != moments_s_.size()) {
            show(moments_s_.size() - 1);
        }
    }
}

void Playback::advance(double wall_s) {
    if (moments_s_.empty()) {
        return;
    }
    double exact_s = exact_s_ + wall_s * rate_;
    const double end_s = last_s();
    if (exact_s >= end_s) {
        if (loops_) {
            exact_s = first_s();
        } else {
            exact_s = end_s;
            pause();
        }
    }
    const std::size_t index = index_at(exact_s);
    if (index != index_) {
        show(index);
    }
    exact_s_ = exact_s;
}

} // namespace cityproof::gui
