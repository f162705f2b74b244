// SPDX-License-Identifier: Apache-2.0
#include "gui/live/run_store.hpp"

#include <exception>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr int poll_interval_ms = 250;

} // namespace

RunStore::RunStore(QObject* parent) : QObject{parent}, thread_{std::make_unique<IoThread>()} {
    poll_.setInterval(poll_interval_ms);
    connect(&poll_, &QTimer::timeout, this, &RunStore::look);
}

RunStore::~RunStore() {
    // The file is closed by the thread that read it; tasks that wait are dropped.
    thread_.reset();
}

template <typename Answer>
void RunStore::answer(Answer answer) {
    QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
}

template <typename Question>
void RunStore::ask(Question question) {
    thread_->post([this, generation = generation_, question = std::move(question)] {
        if (!reading_) {
            return;
        }
        try {
            auto result = question(*reading_);
            answer([this, generation, result = std::move(result)]() mutable {
                if (generation == generation_) {
                    result();
                }
            });
        } catch (const std::exception& error) {
            answer([this, generation, problem = problem_from(error)] {
                if (generation == generation_) {
                    looking_ = false;
                    emit failed(problem);
                }
            });
        }
    });
}

void RunStore::open(const QString& path) {
    poll_.stop();
    looking_ = false;
    const std::size_t generation = ++generation_;
    {
        const std::scoped_lock lock{mutex_};
        wanted_.reset();
    }
    thread_->post([this, generation, file = path.toStdString()] {
        try {
            // The old file is closed first: HDF5 keeps what it knows of a file that is open twice.
            reading_.reset();
            reading_ = open_reading(file);
            answer([this, generation, facts = reading_->facts(), progress = reading_->progress(),
                    problems = reading_->opening_problems()] {
                if (generation != generation_) {
                    return;
                }
                facts_ = facts;
                progress_ = progress;
                poll_.start();
                emit opened();
                for (const Problem& problem : problems) {
                    emit failed(problem);
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

void RunStore::request_frame(const FrameRequest& request) {
    {
        const std::scoped_lock lock{mutex_};
        const bool waiting = wanted_.has_value();
        wanted_ = request;
        if (waiting) {
            return; // the task that is on its way takes the newest request
        }
    }
    read_newest_frame();
}

void RunStore::read_newest_frame() {
    ask([this](Reading& reading) -> std::function<void()> {
        FrameRequest request;
        {
            const std::scoped_lock lock{mutex_};
            if (!wanted_) {
                return [] {};
            }
            request = std::move(*wanted_);
            wanted_.reset();
        }
        return [this, frame = reading.frame(request)] { emit frame_ready(frame); };
    });
}

void RunStore::request_series(const QString& channel, std::size_t entity) {
    ask([this, channel = channel.toStdString(), entity](Reading& reading) {
        return [this, series = reading.series(channel, entity)] { emit series_ready(series); };
    });
}

void RunStore::request_range(const QString& channel) {
    ask([this, channel = channel.toStdString()](Reading& reading) {
        return [this, range = reading.range(channel)] { emit range_ready(range); };
    });
}

void RunStore::request_time_space(const std::vector<io::Geometry>& streets) {
    ask([this, streets](Reading& reading) {
        return [this, diagram = reading.time_space(streets)] { emit time_space_ready(diagram); };
    });
}

void RunStore::look() {
    if (looking_) {
        return; // a slow disk
    }
    looking_ = true;
    ask([this](Reading& reading) {
        const Reading::Look found = reading.look();
        const auto progress =
            found.grown ? reading.progress() : std::shared_ptr<const RunProgress>{};
        return [this, found, progress,
                final_path = QString::fromStdString(reading.final_path().string())] {
            looking_ = false;
            if (progress) {
                progress_ = progress;
                emit grown();
            }
            if (found.problem) {
                emit failed(*found.problem);
            }
            if (found.replaced) {
                open(final_path);
            }
        };
    });
}

} // namespace cityproof::gui
