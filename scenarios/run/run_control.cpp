// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_control.hpp"

#include "core/base/errors.hpp"
#include "scenarios/run/interrupt.hpp"

namespace cityproof::scenarios {

RunControl::RunControl(const RunControlParts& parts, const RunControlOptions& options)
    : parts_{parts},
      options_{options} {
    if (options.listen) {
        input_.emplace();
    }
}

void RunControl::on_rebase(SimTime now) {
    parts_.problems.append_to(parts_.file); // before a checkpoint counts the events
    if (options_.at_end && now == options_.end) {
        options_.at_end(now);
    }
    if (options_.checkpoint_every <= Duration{} || now.ns() % options_.checkpoint_every.ns() != 0) {
        return;
    }
    // The checkpoint counts on what it says of the .part, so that has to be on the disk before it.
    const io::RunFilePosition position = parts_.file.sync();
    const CheckpointCost cost =
        parts_.checkpoints.write({now, position}, [this](engine::StateWriter& out) {
            parts_.twin.engine().save(out);
            parts_.log.save(out);
        });
    parts_.report.checkpoint(now, cost);
}

void RunControl::on_round(SimTime now) {
    check_interrupt();
    parts_.report.progress(now, options_.end);
    if (options_.stop_at && now >= *options_.stop_at) {
        throw StopRequested{now};
    }
    if (input_) {
        obey(now);
    }
}

void RunControl::on_publication(const engine::Port& port, std::size_t element, SimTime when,
                                double value) {
    parts_.recorder.on_publication(port, element, when, value);
}

void RunControl::on_window_end(SimTime window_end) {
    parts_.recorder.on_window_end(window_end);
    parts_.problems.append_to(parts_.file);
}

/// Carries out the orders that have come; while paused, waits for more. Orders that come during
/// a step wait for its end, so that a list of orders means the same however fast it is read.
void RunControl::obey(SimTime now) {
    for (;;) {
        check_interrupt();
        std::optional<OperatorInput::Item> item;
        if (now >= pause_at_) {
            if (input_->ended()) {
                pause_at_ = SimTime::never(); // nobody is left to say "resume"
                return;
            }
            if (!told_pause_) {
                told_pause_ = true;
                parts_.report.paused(now);
            }
            item = input_->wait();
        } else if (pause_at_ == SimTime::never()) {
            item = input_->poll();
            if (!item) {
                return;
            }
        } else {
            return; // within a step
        }
        if (item) {
            carry_out(*item, now);
        }
    }
}

void RunControl::carry_out(const OperatorInput::Item& item, SimTime now) {
    if (item.problem) {
        parts_.report.problem(*item.problem);
        return;
    }
    using Kind = OperatorOrder::Kind;
    switch (item.order->kind) {
    case Kind::pause:
        pause_at(now);
        break;
    case Kind::resume:
        pause_at(SimTime::never());
        break;
    case Kind::step:
        pause_at(now + item.order->step);
        break;
    case Kind::stop:
        parts_.log.stop(now);
        throw StopRequested{now};
    case Kind::intervene:
        intervene(item.order->command, now);
        break;
    }
}

void RunControl::pause_at(SimTime when) {
    pause_at_ = when;
    told_pause_ = false;
}

void RunControl::intervene(contracts::Command command, SimTime now) {
    // Whole seconds: the models' common clock. The record repeats the run to the bit.
    command.at = ceil_to(now, Duration::seconds(1));
    try {
        parts_.twin.intervene(command, {"standard input", 0, "target"});
        parts_.log.add(std::move(command));
    } catch (const InputError& error) {
        parts_.report.problem(error.problem());
    }
}

} // namespace cityproof::scenarios
