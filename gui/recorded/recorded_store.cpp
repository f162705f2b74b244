// SPDX-License-Identifier: Apache-2.0
#include "gui/recorded/recorded_store.hpp"

#include <exception>
#include <utility>

namespace cityproof::gui {

RecordedStore::RecordedStore(QObject* parent)
    : QObject{parent},
      thread_{std::make_unique<IoThread>()} {
}

RecordedStore::~RecordedStore() {
    thread_.reset();
}

void RecordedStore::read(const QString& path, const RunClock& clock,
                         std::shared_ptr<const RunFacts> facts) {
    const auto answer = [this](auto say) {
        QMetaObject::invokeMethod(this, std::move(say), Qt::QueuedConnection);
    };
    thread_->post([this, answer, clock, facts = std::move(facts), generation = ++generation_,
                   file = path.toStdString()] {
        try {
            auto feed = std::make_shared<const FeedOfRun>(read_recorded(file, clock), *facts);
            answer([this, generation, feed = std::move(feed)] {
                if (generation == generation_) {
                    emit ready(feed);
                }
            });
        } catch (const std::exception& error) {
            answer([this, generation, problem = problem_from(error)] {
                if (generation == generation_) {
                    emit failed(problem);
                }
            });
        }
    });
}

} // namespace cityproof::gui
