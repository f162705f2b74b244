// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.hpp"
#include "io/run_file/run_file_writer.hpp"

#include <map>
#include <optional>
#include <string>

namespace cityproof::scenarios {

/// Puts the trace of a run into its run file, for `cityproof diverge`. Keeps a few megabytes until
/// they are worth handing on.
class TraceRecorder final : public engine::TraceSink {
  public:
    /// Parameters: nothing to record when `detail` is empty.
    explicit TraceRecorder(std::optional<io::TraceDetail> detail) : detail_{detail} {}

    /// For the engine; nullptr when there is nothing to record.
    engine::TraceSink* sink() { return detail_ ? this : nullptr; }

    /// What the run file is told before the run. Errors: InputError when the events of a trace
    /// would reveal what the run file has to withhold.
    std::optional<io::TraceLayout> layout(const engine::Engine& engine,
                                          bool withholds_meters) const;

    /// Where the windows go; set before the run, outlives it.
    void write_to(io::RunFileWriter& file) { file_ = &file; }

    void on_window(const engine::WindowTrace& window) override;

    /// Hands on what is left.
    void finish();

  private:
    void add_content(const engine::WindowTrace& window, io::TraceWindow& row);
    std::uint32_t model_number(std::string_view name);
    std::uint32_t port_number(const engine::Port& port);
    void flush();

    std::optional<io::TraceDetail> detail_;
    io::RunFileWriter* file_ = nullptr;
    io::TraceBlock block_;
    io::TraceWindow next_;                                     ///< only its ranges are used
    std::map<std::string, std::uint32_t, std::less<>> models_; ///< in the order of appearance
    std::map<std::string, std::uint32_t, std::less<>> ports_;
};

} // namespace cityproof::scenarios
