// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/frame_recorder.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace cityproof::scenarios {
namespace {

constexpr float no_reading = std::numeric_limits<float>::quiet_NaN();

SimTime next_after(SimTime now, Duration every, SimTime end) {
    return every <= Duration{} || now + every > end ? SimTime::never() : now + every;
}

} // namespace

FrameRecorder::FrameRecorder(FrameRecorderConfig config)
    : config_{std::move(config)},
      next_frame_{next_after(SimTime::zero(), config_.every, config_.end)},
      next_vehicles_{config_.vehicles != nullptr
                         ? next_after(SimTime::zero(), config_.vehicles_every, config_.end)
                         : SimTime::never()},
      readings_place_{static_cast<std::size_t>(std::ranges::find(config_.ports, config_.readings) -
                                               config_.ports.begin())} {
    if (readings_place_ < config_.ports.size()) {
        readings_.assign(config_.readings->size(), no_reading);
    }
}

SimTime FrameRecorder::next_time() const {
    return std::min(next_frame_, next_vehicles_);
}

void FrameRecorder::act(SimTime now) {
    if (next_vehicles_ <= now) {
        contracts::MovingFrame frame;
        config_.vehicles->collect(frame);
        file_->append_vehicles(
            now.to_seconds(), {frame.entity, frame.x_m, frame.y_m, frame.speed_mps, frame.new_ids});
        next_vehicles_ = next_after(now, config_.vehicles_every, config_.end);
    }
    if (next_frame_ <= now) {
        for (const engine::Port* port : config_.ports) {
            const std::vector<double> values =
                port == config_.readings ? std::vector<double>{} : port->read(now);
            std::vector<float>& copy = waiting_.emplace_back(values.size());
            std::ranges::transform(values, copy.begin(),
                                   [](double value) { return static_cast<float>(value); });
        }
        waiting_at_ = now;
        next_frame_ = next_after(now, config_.every, config_.end);
    }
}

void FrameRecorder::save(engine::StateWriter& out) const {
    assert(!waiting_at_);
    out.put(next_frame_);
    out.put(next_vehicles_);
    out.put(readings_);
}

void FrameRecorder::restore(engine::StateReader& in, SimTime /*now*/) {
    in.get(next_frame_);
    in.get(next_vehicles_);
    in.get_sized(readings_);
}

void FrameRecorder::branch(engine::StateReader& in, SimTime now) {
    in.skip_rest();
    begin_at(now);
}

void FrameRecorder::begin_at(SimTime now) {
    const auto first = [&](SimTime next, Duration every) {
        return next == SimTime::never() ? next : ceil_to(now, every);
    };
    next_frame_ = first(next_frame_, config_.every);
    next_vehicles_ = first(next_vehicles_, config_.vehicles_every);
}

void FrameRecorder::on_publication(const engine::Port& port, std::size_t element, SimTime when,
                                   double value) {
    if (&port == config_.readings && !readings_.empty()) {
        if (waiting_at_ && when > *waiting_at_) {
            flush();
        }
        readings_[element] = static_cast<float>(value);
    }
}

void FrameRecorder::on_window_end(SimTime window_end) {
    if (waiting_at_ && *waiting_at_ < window_end) {
        flush();
    }
}

void FrameRecorder::flush() {
    if (!readings_.empty()) {
        waiting_[readings_place_] = readings_;
        std::ranges::fill(readings_, no_reading);
    }
    file_->append_frame(record_axis, waiting_at_->to_seconds(), std::move(waiting_));
    waiting_.clear();
    waiting_at_.reset();
}

} // namespace cityproof::scenarios
