// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <filesystem>
#include <memory>

namespace cityproof::io {

class PartFile;
class RunContent;

/// What a run that did not end left in its .part, up to a position that was on the disk: the
/// beginning of the run that goes on from there. What the .part holds beyond it is not used.
class UnfinishedRun {
  public:
    /// Errors: InputError when a run still writes the file, when it is damaged, or when it holds
    /// less than the position says.
    UnfinishedRun(const std::filesystem::path& part, RunFilePosition position);
    UnfinishedRun(const UnfinishedRun&) = delete;
    UnfinishedRun& operator=(const UnfinishedRun&) = delete;
    ~UnfinishedRun();

    const std::filesystem::path& part() const;

    const RunFilePosition& position() const { return position_; }

    /// Errors: InputError when the file was not made with this layout.
    void require_layout(const RunFileLayout& layout) const;

    /// Time of the last frame that is kept of the axis with this place in the layout; minus
    /// infinity for none.
    double last_time_s(std::size_t axis) const;

    /// Appends what is kept to a new file of the same layout. Errors: Hdf5Error, InputError.
    /// Threads: one at a time.
    void copy_to(PartFile& file) const;

  private:
    void copy_frames(PartFile& file, std::size_t axis) const;
    void copy_moving(PartFile& file, std::size_t axis) const;

    std::unique_ptr<RunContent> content_;
    RunFilePosition position_;
};

} // namespace cityproof::io
