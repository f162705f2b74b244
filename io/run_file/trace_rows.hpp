// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// The rows of /trace in a run file: what happened in a run, window by window (docs/formats.md).
/// Entities, models and ports are numbers of the file's own name tables.
namespace cityproof::io {

/// How much of a trace a run file holds.
enum class TraceDetail {
    windows, ///< a hash for each window
    events,  ///< also everything that the hashes are made of, and the cause of every event
};

/// Rows of one of the tables below that belong to a window.
struct TraceRange {
    std::uint64_t offset = 0;
    std::uint64_t count = 0;

    std::uint64_t end() const { return offset + count; }

    friend bool operator==(const TraceRange&, const TraceRange&) = default;
};

struct TraceWindow {
    std::uint64_t number = 0; ///< counted from 1
    std::int64_t begin_ns = 0;
    std::int64_t end_ns = 0; ///< exclusive
    std::uint64_t hash = 0;  ///< of all that happened in it
    TraceRange acts = {};
    TraceRange events = {};
    TraceRange causes = {};
    TraceRange publications = {};
};

/// A domain model acted.
struct TraceAct {
    std::int64_t time_ns = 0;
    std::uint64_t published = 0; ///< hash of all that it published so far
    std::uint32_t model = 0;
    std::uint32_t delta = 0; ///< round of its instant
};

/// An entity handled an event.
struct TraceEvent {
    std::int64_t time_ns = 0;
    std::uint64_t sequence = 0; ///< of the source's events and publications
    std::int64_t whole = 0;     ///< payload
    double real = 0;            ///< payload
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::uint16_t kind = 0;
    std::uint16_t delta = 0;
    std::uint8_t phase = 0;
};

/// An event was made by a handler that was called with another one. Both may be in other windows
/// than the row: the made one later or never, the cause never later.
struct TraceCause {
    /// Cause of what an entity schedules at its start.
    static constexpr std::uint64_t none = ~std::uint64_t{0};

    std::uint64_t sequence = 0;
    std::uint64_t cause_sequence = 0;
    std::uint32_t source = 0;
    std::uint32_t cause_source = 0;
};

/// An entity published one element of a port.
struct TracePublication {
    std::int64_t time_ns = 0;
    std::uint64_t sequence = 0;
    double value = 0;
    std::uint32_t source = 0;
    std::uint32_t port = 0;
    std::uint32_t element = 0; ///< of the port's table
};

struct TracePort {
    std::string name;  ///< "<domain>/<quantity>"
    std::string table; ///< that its elements belong to

    friend bool operator==(const TracePort&, const TracePort&) = default;
};

/// Some whole windows, as they are handed to the writer. The ranges of `windows` count from the
/// file's first row.
struct TraceBlock {
    std::vector<TraceWindow> windows;
    std::vector<TraceAct> acts;
    std::vector<TraceEvent> events;
    std::vector<TraceCause> causes;
    std::vector<TracePublication> publications;
    std::vector<std::string> new_models; ///< appended to the table of models
    std::vector<TracePort> new_ports;    ///< appended to the table of ports

    std::size_t bytes() const {
        return windows.size() * sizeof(TraceWindow) + acts.size() * sizeof(TraceAct) +
               events.size() * sizeof(TraceEvent) + causes.size() * sizeof(TraceCause) +
               publications.size() * sizeof(TracePublication);
    }
};

/// What is known of a trace before the run.
struct TraceLayout {
    TraceDetail detail = TraceDetail::events;
    std::vector<std::string> entities = {};     ///< "<table>/<id>"; empty without events
    std::vector<std::uint32_t> partitions = {}; ///< of each entity
};

} // namespace cityproof::io
