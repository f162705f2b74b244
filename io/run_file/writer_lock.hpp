// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace cityproof::io {

/// Marks a .part file as being written, for as long as the process lives: an open-file-description
/// lock, which the kernel drops when the process is killed. So a reader can tell a growing file
/// from one that a killed run left behind, which HDF5's own mark in the file cannot.
class WriterLock {
  public:
    /// Creates an empty file at `part` and locks it. What a killed run left there is removed first.
    /// Errors: InputError when another run is writing it, when it is no regular file, or when it
    /// cannot be created.
    explicit WriterLock(std::filesystem::path part);
    /// Locks the file that a killed run left at `part`, as it is. Errors: InputError when another
    /// run is writing it or it cannot be opened.
    static WriterLock of_leftover(std::filesystem::path part);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&&) = delete;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock();

    const std::filesystem::path& part() const { return part_; }

    /// Gives the locked file another name, in place of what is there. Errors: EngineError.
    void rename_to(const std::filesystem::path& name);

    /// Whether some process has the file open at `descriptor` locked for writing. Takes no lock
    /// itself.
    static bool is_held(int descriptor);

  private:
    WriterLock(std::filesystem::path part, int descriptor);

    std::filesystem::path part_;
    int descriptor_ = -1;
};

} // namespace cityproof::io
