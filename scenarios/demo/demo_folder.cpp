// SPDX-License-Identifier: Apache-2.0
#include "scenarios/demo/demo_folder.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "io/text/files.hpp"
#include "io/text/yaml_node.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace cityproof::demo {
namespace {

namespace fs = std::filesystem;

constexpr const char* scenario_name = "morning_peak.yaml";

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw InputError{{folder.string(), 0, "--out"},
                         "cannot be made: " + error.message(),
                         "a folder, or a free name",
                         "give another folder with --out"};
    }
}

int take_lock(const fs::path& folder) {
    const fs::path file = folder / ".lock";
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        throw InputError{{folder.string(), 0, "--out"},
                         "cannot be written to: " + std::generic_category().message(errno),
                         "a folder of your own"};
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        close(descriptor);
        throw InputError{{folder.string(), 0, "--out"},
                         "another `cityproof demo` works in this folder",
                         "",
                         "wait for it, or give another folder with --out"};
    }
    return descriptor;
}

fs::path city_name(const fs::path& scenario) {
    const io::YamlNode document = io::load_yaml(scenario);
    const io::YamlNode* city = document.find("city");
    fs::path name = city == nullptr ? fs::path{} : fs::path{city->scalar};
    if (name.empty() || name != name.filename() || name == "." || name == "..") {
        throw InputError{{scenario.string(), city == nullptr ? 0 : city->line, "city"},
                         "the demo needs a city folder beside the scenario",
                         "a plain name such as demo.city"};
    }
    return name;
}

std::uint64_t fold_file(std::uint64_t hash, const std::string& name, const fs::path& file) {
    return fold_hash(fold_hash(hash, stable_hash(name)), stable_hash(io::read_text_file(file)));
}

std::uint64_t fold_folder(std::uint64_t hash, const fs::path& folder) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        hash = fold_file(hash, file.filename().string(), file);
    }
    return hash;
}

} // namespace

DemoFolder::DemoFolder(fs::path folder, const fs::path& data) : folder_{std::move(folder)} {
    make_folder(folder_ / "runs");
    lock_ = take_lock(folder_);
    try {
        const fs::path source = data / scenario().filename();
        io::write_file_atomically(scenario(), io::read_text_file(source));
        city_ = folder_ / city_name(source);
    } catch (...) {
        close(lock_);
        throw;
    }
}

DemoFolder::~DemoFolder() {
    close(lock_);
}

fs::path DemoFolder::scenario() const {
    return folder_ / scenario_name;
}

fs::path DemoFolder::run_file(std::size_t arm, std::uint64_t seed) const {
    return folder_ / "runs" / fmt::format("{}-{}.h5", arms.at(arm).name, seed);
}

fs::path DemoFolder::log(const std::string& name) const {
    return folder_ / "runs" / (name + ".log");
}

bool DemoFolder::is_made_from(std::uint64_t inputs_hash) const {
    const fs::path stamp = folder_ / "inputs.hash";
    return fs::exists(stamp) && fs::exists(city_) &&
           io::read_text_file(stamp) == fmt::format("{:016x}\n", inputs_hash);
}

void DemoFolder::forget() {
    std::error_code ignored;
    fs::remove(folder_ / "inputs.hash", ignored);
    for (const fs::directory_entry& entry : fs::directory_iterator{folder_ / "runs"}) {
        const std::string name = entry.path().filename().string();
        const bool ours = std::ranges::any_of(
            arms, [&](const Arm& arm) { return name.starts_with(fmt::format("{}-", arm.name)); });
        if (ours && entry.is_regular_file()) {
            fs::remove(entry.path(), ignored);
        }
    }
}

void DemoFolder::mark_made_from(std::uint64_t inputs_hash) const {
    io::write_file_atomically(folder_ / "inputs.hash", fmt::format("{:016x}\n", inputs_hash));
}

std::uint64_t hash_of_inputs(const fs::path& data, const fs::path& import_program,
                             const fs::path& run_program) {
    std::uint64_t hash = fold_file(0, scenario_name, data / "demo" / scenario_name);
    for (const fs::path& folder : {data / "demo" / "source", data / "policies"}) {
        hash = fold_folder(hash, folder);
    }
    hash = fold_file(hash, "import", import_program);
    return fold_file(hash, "run", run_program);
}

} // namespace cityproof::demo
