// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stable_hash.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <bit>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::diverge::testing {

/// Entities, models and ports of every small trace.
enum Entity : std::uint32_t { meter_a, meter_b, sensor };

enum Model : std::uint32_t { water, energy };

/// A trace made by hand: windows of one second, their content in order. Windows with equal content
/// have equal hashes.
class SmallTrace {
  public:
    SmallTrace& window(std::int64_t begin_s, std::int64_t end_s = -1) {
        windows_.push_back(
            {.begin_ns = ns(begin_s), .end_ns = ns(end_s < 0 ? begin_s + 1 : end_s)});
        return *this;
    }

    SmallTrace& act(Model model, std::uint64_t published, std::uint32_t delta = 0) {
        content().acts.push_back(
            {.time_ns = begin(), .published = published, .model = model, .delta = delta});
        return *this;
    }

    /// An event that `target` handles `after_ns` into the window.
    SmallTrace& event(Entity target, Entity source, std::uint64_t sequence, double real = 0,
                      std::int64_t after_ns = 0) {
        content().events.push_back({.time_ns = begin() + after_ns,
                                    .sequence = sequence,
                                    .whole = 1,
                                    .real = real,
                                    .source = source,
                                    .target = target,
                                    .kind = 2});
        return *this;
    }

    /// An event was made whose cause is another one.
    SmallTrace& made(Entity source, std::uint64_t sequence, Entity cause_source,
                     std::uint64_t cause_sequence) {
        content().causes.push_back({.sequence = sequence,
                                    .cause_sequence = cause_sequence,
                                    .source = source,
                                    .cause_source = cause_source});
        return *this;
    }

    SmallTrace& started(Entity source, std::uint64_t sequence) {
        return made(source, sequence, source, io::TraceCause::none);
    }

    SmallTrace& published(Entity source, std::uint64_t sequence, double value,
                          std::int64_t after_ns = 0) {
        content().publications.push_back({.time_ns = begin() + after_ns,
                                          .sequence = sequence,
                                          .value = value,
                                          .source = source,
                                          .element = source});
        return *this;
    }

    // What a run is, for those that cannot be compared.
    std::vector<std::string> entities{"meter/a", "meter/b", "sensor/s"};
    std::vector<std::uint32_t> partitions{0, 1, 2};
    std::string city = "Auental";
    std::string duration_s = "600";
    io::TraceDetail detail = io::TraceDetail::events;
    std::uint64_t trace_hash = 1;
    std::vector<io::EventRecord> recorded;

    void write(const std::filesystem::path& path) const {
        io::RunFileLayout layout;
        layout.meta = {{"city_name", city},
                       {"start_local", "2026-11-10 06:30"},
                       {"duration_s", duration_s},
                       {"seed", path.stem().string()}};
        layout.tables = {{"meter", {"a", "b"}, {{}, {}}}};
        layout.axes = {{"record"}};
        const bool has_events = detail == io::TraceDetail::events;
        layout.trace = {.detail = detail};
        if (has_events) {
            layout.trace->entities = entities;
            layout.trace->partitions = partitions;
        }
        io::RunFileWriter writer{path, layout};
        writer.append_frame("record", 1, {});
        for (const io::EventRecord& event : recorded) {
            writer.append_event(event);
        }
        writer.append_trace(block(has_events));
        writer.finish({}, trace_hash, {});
    }

  private:
    struct Content {
        std::int64_t begin_ns = 0;
        std::int64_t end_ns = 0;
        std::vector<io::TraceAct> acts = {};
        std::vector<io::TraceEvent> events = {};
        std::vector<io::TraceCause> causes = {};
        std::vector<io::TracePublication> publications = {};

        std::uint64_t hash() const {
            std::uint64_t hash = 0;
            const auto add = [&hash](auto... words) {
                ((hash = fold_hash(hash, static_cast<std::uint64_t>(words))), ...);
            };
            for (const io::TraceAct& act : acts) {
                add(act.time_ns, act.model, act.delta, act.published);
            }
            for (const io::TraceEvent& event : events) {
                add(event.time_ns, event.source, event.sequence, event.target,
                    std::bit_cast<std::uint64_t>(event.real));
            }
            for (const io::TracePublication& p : publications) {
                add(p.time_ns, p.source, p.sequence, std::bit_cast<std::uint64_t>(p.value));
            }
            return hash;
        }
    };

    static std::int64_t ns(std::int64_t seconds) { return seconds * 1'000'000'000; }

    Content& content() { return windows_.back(); }

    std::int64_t begin() const { return windows_.back().begin_ns; }

    template <typename Row>
    static io::TraceRange append(std::vector<Row>& all, const std::vector<Row>& rows,
                                 bool has_events) {
        const io::TraceRange range{all.size(), has_events ? rows.size() : 0};
        all.insert(all.end(), rows.begin(),
                   rows.begin() + static_cast<std::ptrdiff_t>(range.count));
        return range;
    }

    io::TraceBlock block(bool has_events) const {
        io::TraceBlock block;
        block.new_models = {"water", "energy"};
        block.new_ports = {{"services/load", "meter"}};
        for (const Content& content : windows_) {
            io::TraceWindow window{.number = block.windows.size() + 1,
                                   .begin_ns = content.begin_ns,
                                   .end_ns = content.end_ns,
                                   .hash = content.hash()};
            window.acts = append(block.acts, content.acts, has_events);
            window.events = append(block.events, content.events, has_events);
            window.causes = append(block.causes, content.causes, has_events);
            window.publications = append(block.publications, content.publications, has_events);
            block.windows.push_back(window);
        }
        return block;
    }

    std::vector<Content> windows_;
};

} // namespace cityproof::diverge::testing
