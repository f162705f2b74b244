// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/study_folder.hpp"

#include "io/text/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace cityproof::study {
namespace {

namespace fs = std::filesystem;

/// Name of the study that the folder holds; empty for none.
std::string study_of(const fs::path& file) {
    const auto header =
        nlohmann::json::parse(io::read_text_file(file), nullptr, /*allow_exceptions=*/false);
    const auto name = header.is_object() ? header.find("study") : header.end();
    return header.is_object() && name != header.end() && name->is_string()
               ? name->get<std::string>()
               : std::string{};
}

Location option(const StudyFolder& folder) {
    return {folder.path.string(), 0, "--out"};
}

} // namespace

void check_folder(const StudyFolder& folder, const std::string& study, Problems& problems) {
    std::error_code ignored;
    if (!fs::exists(folder.path, ignored)) {
        return;
    }
    if (!fs::is_directory(folder.path, ignored)) {
        problems.error(option(folder), "is no folder", "a folder, or a free name");
        return;
    }
    const fs::path header = folder.path / "study.json";
    if (!fs::exists(header, ignored)) {
        // A batch that was killed at once may have left its lock.
        for (const fs::directory_entry& entry : fs::directory_iterator{folder.path, ignored}) {
            const std::string name = entry.path().filename().string();
            if (name != ".lock" && name != "runs" && name != "logs" && name != "leases" &&
                name != "runs.jsonl" && name.find(".tmp-") == std::string::npos) {
                problems.error(option(folder), fmt::format("holds \"{}\" and no study", name),
                               "an empty folder, a free name or the folder of this study");
                return;
            }
        }
        return;
    }
    problems.collect([&] {
        const std::string other = study_of(header);
        if (other != study) {
            throw InputError{option(folder),
                             fmt::format("is the folder of the study \"{}\"", other),
                             fmt::format("a folder of the study \"{}\"", study),
                             "give another folder with --out"};
        }
    });
}

void make_folders(const StudyFolder& folder) {
    for (const char* name : {"runs", "logs", "leases"}) {
        std::error_code error;
        fs::create_directories(folder.path / name, error);
        if (error) {
            throw InputError{option(folder), "cannot be made: " + error.message(),
                             "a folder of your own", "give another folder with --out"};
        }
    }
}

FolderLock::FolderLock(const StudyFolder& folder, Kind kind) {
    const fs::path file = folder.path / ".lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) {
        throw InputError{option(folder),
                         "cannot be written to: " + std::generic_category().message(errno),
                         "a folder of your own"};
    }
    const int operation = (kind == Kind::batch ? LOCK_EX : LOCK_SH) | LOCK_NB;
    if (::flock(descriptor_, operation) != 0 && errno == EWOULDBLOCK) {
        ::close(descriptor_);
        throw InputError{option(folder),
                         kind == Kind::batch
                             ? "another `cityproof batch`, `merge` or `worker` is at work in this "
                               "folder"
                             : "a `cityproof batch` or `merge` is at work in this folder",
                         {},
                         "wait for it, or give another folder"};
    }
}

FolderLock::~FolderLock() {
    ::close(descriptor_);
}

} // namespace cityproof::study
