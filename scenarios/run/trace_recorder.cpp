// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/trace_recorder.hpp"

#include "core/base/errors.hpp"

#include <utility>

namespace cityproof::scenarios {
namespace {

constexpr std::size_t block_bytes = 4U << 20U;
constexpr std::size_t block_windows = 4096;

/// "sensor s7" is "sensor/s7" in scenarios and run files.
std::string entity_name(const engine::Engine& engine, engine::EntityIndex entity) {
    std::string name = engine.name_of(entity);
    name[name.find(' ')] = '/';
    return name;
}

io::TraceEvent row_of(const engine::Event& event) {
    return {.time_ns = event.time.ns(),
            .sequence = event.sequence,
            .whole = event.payload.whole,
            .real = event.payload.real,
            .source = event.source,
            .target = event.target,
            .kind = event.kind,
            .delta = event.delta,
            .phase = static_cast<std::uint8_t>(event.phase)};
}

io::TraceCause row_of(const engine::SentEvent& sent) {
    static_assert(io::TraceCause::none == engine::SentEvent::no_cause);
    return {.sequence = sent.event.sequence,
            .cause_sequence = sent.cause.sequence,
            .source = sent.event.source,
            .cause_source = sent.cause.source};
}

} // namespace

std::optional<io::TraceLayout> TraceRecorder::layout(const engine::Engine& engine,
                                                     bool withholds_meters) const {
    if (!detail_) {
        return std::nullopt;
    }
    io::TraceLayout layout{.detail = *detail_};
    if (*detail_ == io::TraceDetail::windows) {
        return layout;
    }
    if (withholds_meters) {
        throw InputError({{}, 0, "--trace"},
                         "the events hold the meters' loads, which are made from persons' data",
                         "meters made from synthetic or aggregate data", "use --trace=windows");
    }
    for (engine::EntityIndex entity = 0; entity < engine.entity_count(); ++entity) {
        layout.entities.push_back(entity_name(engine, entity));
        layout.partitions.push_back(static_cast<std::uint32_t>(engine.partition_of(entity)));
    }
    return layout;
}

void TraceRecorder::on_window(const engine::WindowTrace& window) {
    io::TraceWindow row{.number = window.number,
                        .begin_ns = window.begin.ns(),
                        .end_ns = window.end.ns(),
                        .hash = window.hash,
                        .acts = {next_.acts.end(), 0},
                        .events = {next_.events.end(), 0},
                        .causes = {next_.causes.end(), 0},
                        .publications = {next_.publications.end(), 0}};
    if (detail_ == io::TraceDetail::events) {
        add_content(window, row);
    }
    block_.windows.push_back(row);
    next_ = row;
    if (block_.windows.size() >= block_windows || block_.bytes() >= block_bytes) {
        flush();
    }
}

void TraceRecorder::add_content(const engine::WindowTrace& window, io::TraceWindow& row) {
    row.acts.count = window.acts.size();
    row.events.count = window.handled.size();
    row.causes.count = window.sent.size();
    row.publications.count = window.publications.size();
    for (const engine::DomainAct& act : window.acts) {
        block_.acts.push_back({.time_ns = act.when.ns(),
                               .published = act.published,
                               .model = model_number(act.model),
                               .delta = static_cast<std::uint32_t>(act.delta)});
    }
    for (const engine::Event& event : window.handled) {
        block_.events.push_back(row_of(event));
    }
    for (const engine::SentEvent& sent : window.sent) {
        block_.causes.push_back(row_of(sent));
    }
    for (const engine::Publication& p : window.publications) {
        block_.publications.push_back({.time_ns = p.when.ns(),
                                       .sequence = p.sequence,
                                       .value = p.value,
                                       .source = p.source,
                                       .port = port_number(*p.port),
                                       .element = p.element});
    }
}

std::uint32_t TraceRecorder::model_number(std::string_view name) {
    const auto known = models_.find(name);
    if (known != models_.end()) {
        return known->second;
    }
    block_.new_models.emplace_back(name);
    return models_.emplace(name, static_cast<std::uint32_t>(models_.size())).first->second;
}

std::uint32_t TraceRecorder::port_number(const engine::Port& port) {
    const auto known = ports_.find(port.spec().name);
    if (known != ports_.end()) {
        return known->second;
    }
    block_.new_ports.push_back({port.spec().name, port.spec().table});
    return ports_.emplace(port.spec().name, static_cast<std::uint32_t>(ports_.size()))
        .first->second;
}

void TraceRecorder::flush() {
    file_->append_trace(std::exchange(block_, {}));
}

void TraceRecorder::finish() {
    if (!block_.windows.empty()) {
        flush();
    }
}

} // namespace cityproof::scenarios
