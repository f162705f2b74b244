// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/difference_store.hpp"

#include <exception>
#include <utility>

namespace cityproof::gui {

DifferenceStore::DifferenceStore(QObject* parent)
    : QObject{parent},
      thread_{std::make_unique<IoThread>()} {
}

DifferenceStore::~DifferenceStore() {
    thread_.reset();
}

void DifferenceStore::set_runs(ComparedRuns runs) {
    ++generation_;
    {
        const std::scoped_lock lock{mutex_};
        wanted_.reset();
    }
    asked_ = answered_ = 0;
    thread_->post(
        [this, runs = std::move(runs)] { reading_ = std::make_unique<DifferenceReading>(runs); });
}

void DifferenceStore::request(const DifferenceRequest& request) {
    ++asked_;
    {
        const std::scoped_lock lock{mutex_};
        const bool waiting = wanted_.has_value();
        wanted_ = {request, asked_};
        if (waiting) {
            return; // the task that is on its way takes the newest request
        }
    }
    read_newest();
}

void DifferenceStore::read_newest() {
    const auto answer = [this](auto say) {
        QMetaObject::invokeMethod(this, std::move(say), Qt::QueuedConnection);
    };
    thread_->post([this, answer, generation = generation_] {
        std::optional<Numbered> taken;
        {
            const std::scoped_lock lock{mutex_};
            taken = std::exchange(wanted_, std::nullopt);
        }
        if (!taken || !reading_) {
            return;
        }
        try {
            auto values =
                std::make_shared<const DifferenceValues>(reading_->values(taken->request));
            answer([this, generation, values, number = taken->number] {
                if (generation == generation_) {
                    answered_ = number;
                    emit ready(values);
                }
            });
        } catch (const std::exception& error) {
            answer([this, generation, problem = problem_from(error), number = taken->number] {
                if (generation == generation_) {
                    answered_ = number;
                    emit failed(problem);
                }
            });
        }
    });
}

} // namespace cityproof::gui
