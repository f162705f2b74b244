// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "io/run_file/trace_rows.hpp"
#include "models/contracts/key_figure.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cityproof::io {

/// One table of fixed entities, embedded with its geometry so that a run file opens without the
/// city package.
struct EntityTable {
    std::string name;
    std::vector<std::string> ids;
    std::vector<Geometry> geometry; ///< one per id; kind none where the city has no geometry

    // What a network of them looks like. Shape of each: one per id, or empty where it is not known;
    // files of older versions have none.
    std::vector<std::string> from = {};   ///< "table/id" of the node where a line or a pipe begins
    std::vector<std::string> to = {};     ///< of the node where it ends
    std::vector<double> length_m = {};    ///< NaN: not known
    std::vector<double> elevation_m = {}; ///< of nodes; NaN: not known
};

/// A time axis: frame k is at the seconds given when the frame is appended. Frames come in
/// ascending time.
struct AxisDescription {
    std::string name; ///< "record", "vehicles"
};

/// A recorded series of one value per entity of a table, float32, one frame a chunk.
struct ChannelDescription {
    std::string name; ///< "<domain>/<quantity>" as in PortSpec
    std::string unit;
    std::string table;
    std::string axis;
    std::string description;
};

/// Dynamic entities (vehicles): per frame packed rows of id index, x, y and speed.
struct MovingRows {
    std::span<const std::uint32_t> entity; ///< index into the append-only entity table, see new_ids
    std::span<const double> x_m;
    std::span<const double> y_m;
    std::span<const float> speed_mps;
    std::span<const std::string> new_ids; ///< ids appended to the entity table by this frame
};

/// Something that happened: outage, intervention, problem (what a model warned about).
struct EventRecord {
    double time_s = 0;
    std::string kind;   ///< "outage", "intervention", "problem", "policy"
    std::string target; ///< "line/line:62"
    std::string reason;
};

/// What identifies a run: written into /meta as text attributes, in the given order.
struct MetaEntry {
    std::string key;
    std::string value;
};

struct RunFileLayout {
    std::vector<MetaEntry> meta;
    std::vector<MetaEntry> privacy;
    std::vector<EntityTable> tables;
    std::vector<AxisDescription> axes;
    std::vector<ChannelDescription> channels;
    bool vehicles = false; ///< create /channels/traffic/vehicle and its axis "vehicles"
    std::optional<TraceLayout> trace = {}; ///< none: the run's hash only
};

/// How much of a run file was there at a moment of its run.
struct RunFilePosition {
    std::vector<std::uint64_t> frames; ///< of each axis: those of the layout, then the vehicles'
    std::uint64_t events = 0;
    std::uint64_t moving_ids = 0; ///< vehicles announced so far
    std::uint64_t bytes = 0;      ///< the .part's size: all of the above lies before it

    friend bool operator==(const RunFilePosition&, const RunFilePosition&) = default;
};

class UnfinishedRun;

/// Writes a run file while the run goes on (HDF5, SWMR): everything is created in the constructor,
/// then frames are appended; the time row of a frame is written last. One writer thread with a
/// bounded queue does all HDF5 calls, so the caller only copies. `<path>.part` is the growing file;
/// finish() writes the final file beside it (key figures, entity-major copies), renames it to
/// `path` and removes the .part. Without finish() the .part stays: see recover.
///
/// Errors of the writer thread (a full disk) are thrown by the next call of any method as
/// EngineError with a sentence. Threads: all methods from one thread.
class RunFileWriter {
  public:
    /// Errors: InputError when `path`'s folder does not exist or cannot be written.
    RunFileWriter(std::filesystem::path path, const RunFileLayout& layout);
    /// Goes on with a run that did not end: `path`.part begins with what is kept of it. Its old
    /// .part stays as it is until the new one holds all of that, then the new one takes its name.
    /// Errors: also InputError when another run writes the old .part or its layout differs.
    RunFileWriter(std::filesystem::path path, const RunFileLayout& layout,
                  const UnfinishedRun& before);
    RunFileWriter(const RunFileWriter&) = delete;
    RunFileWriter& operator=(const RunFileWriter&) = delete;
    ~RunFileWriter();

    /// Appends one frame of all channels of one axis. `values[c]` has the shape of channel c's
    /// table, in the order of the layout's channels of that axis.
    void append_frame(std::string_view axis, double time_s, std::vector<std::vector<float>> values);
    /// Appends one frame of moving entities.
    void append_vehicles(double time_s, const MovingRows& rows);
    void append_event(EventRecord event);
    /// Appends whole windows of the trace; only when the layout has one.
    void append_trace(TraceBlock block);

    /// Waits until all that was appended is on the disk, safe from a kill and from a loss of power.
    /// Returns how much that is.
    RunFilePosition sync();

    /// Completes the run file. `trace_hash` is the run's hash; `meta` is added to /meta.
    void finish(std::span<const contracts::KeyFigure> key_figures, std::uint64_t trace_hash,
                std::span<const MetaEntry> meta);

    /// Flushes and closes the .part without completing it: an interrupted run.
    void abandon();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::io
