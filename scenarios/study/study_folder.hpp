// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <filesystem>
#include <string>

namespace cityproof::study {

/// Names of what a study's output folder holds.
struct StudyFolder {
    std::filesystem::path path;

    std::filesystem::path run_file(const std::string& id) const {
        return path / "runs" / (id + ".h5");
    }

    /// Of a run that failed for good.
    std::filesystem::path log(const std::string& id) const { return path / "logs" / (id + ".log"); }

    /// Of a run that goes on.
    std::filesystem::path growing_log(const std::string& id) const {
        return path / "logs" / (id + ".growing");
    }

    std::filesystem::path lease(const std::string& id) const { return path / "leases" / id; }

    std::filesystem::path study_file() const { return path / "study.h5"; }

    std::filesystem::path table() const { return path / "key_figures.csv"; }

    /// Of the batch, or of the worker with that name.
    std::filesystem::path journal(const std::string& worker) const {
        return path / (worker.empty() ? "journal.jsonl" : "journal-" + worker + ".jsonl");
    }
};

/// Adds a problem when the folder holds another study, or something that is none.
void check_folder(const StudyFolder& folder, const std::string& study, Problems& problems);

/// Makes what is missing of the folder. Errors: InputError.
void make_folders(const StudyFolder& folder);

/// Keeps a folder to one batch, or to any number of workers. The kernel drops it when the process
/// ends, however that is. On a file system without locks it does nothing: leases remain.
class FolderLock {
  public:
    enum class Kind { batch, worker };

    /// Errors: InputError when another process keeps the folder.
    FolderLock(const StudyFolder& folder, Kind kind);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    int descriptor_ = -1;
};

} // namespace cityproof::study
