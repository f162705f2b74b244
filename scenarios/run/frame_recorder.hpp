// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "models/contracts/moving.hpp"

#include <optional>
#include <vector>

namespace cityproof::scenarios {

inline constexpr const char* record_axis = "record";

struct FrameRecorderConfig {
    Duration every;
    Duration vehicles_every; ///< zero: none
    SimTime end;
    std::vector<const engine::Port*>
        ports; ///< read at each frame's instant; the order of the file's channels
    const engine::Port* readings = nullptr; ///< the one of `ports` that is collected from its
                                            ///< publications; nullptr or another: none
    contracts::MovingSource* vehicles = nullptr;
};

/// Copies ports into the run file at fixed instants, after all models are at rest. Sensor readings
/// of a frame are those taken since the frame before, up to and including the frame's instant; they
/// come after the instant itself, so a frame is handed on only when its window is over, or with the
/// first reading that is later.
class FrameRecorder final : public engine::DomainModel {
  public:
    explicit FrameRecorder(FrameRecorderConfig config);

    /// Where the frames go; set before the run, outlives it.
    void write_to(io::RunFileWriter& file) { file_ = &file; }

    std::string_view name() const override { return "recorder"; }

    SimTime next_time() const override;
    void act(SimTime now) override;

    std::vector<engine::Port*> outputs() override { return {}; }

    /// The readings since the last frame, and when the next frames are due. No frame may be
    /// waiting: at a re-basing instant none is.
    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;
    /// Nothing of the run that saved the state goes into the file of this one.
    void branch(engine::StateReader& in, SimTime now) override;
    void begin_at(SimTime now) override;

    /// A sensor published a reading.
    void on_publication(const engine::Port& port, std::size_t element, SimTime when, double value);
    /// Everything before `window_end` is done: hands a waiting frame on.
    void on_window_end(SimTime window_end);

  private:
    void flush();

    FrameRecorderConfig config_;
    io::RunFileWriter* file_ = nullptr;
    SimTime next_frame_;
    SimTime next_vehicles_;
    std::size_t readings_place_;  ///< in config_.ports; beyond their end: none
    std::vector<float> readings_; ///< since the last frame; NaN: none
    std::optional<SimTime> waiting_at_;
    std::vector<std::vector<float>> waiting_;
};

} // namespace cityproof::scenarios
