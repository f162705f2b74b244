// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/checkpoint.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <system_error>

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

/// Of the whole file; a newer one is refused. The first section begins with it, whatever follows.
constexpr std::uint32_t format = 1;
constexpr const char* header_section = "cityproof checkpoint";
/// The last one: a file that was cut between two sections lacks it.
constexpr const char* end_section = "end";

void put_header(engine::StateWriter& out, const std::vector<RunInput>& inputs,
                const CheckpointMoment& moment) {
    out.section(header_section);
    out.put(format);
    out.put(std::uint64_t{inputs.size()});
    for (const RunInput& input : inputs) {
        out.put(input.name);
        out.put(input.value);
    }
    out.put(moment.at);
    out.put(moment.position.frames);
    out.put(moment.position.events);
    out.put(moment.position.moving_ids);
    out.put(moment.position.bytes);
}

/// "another city", or what exactly where that is short.
std::string difference(const RunInput& was, const std::string& now) {
    return was.name == "seed" || was.name.starts_with("version")
               ? fmt::format("is of a run with {} {}, and this one has {}", was.name, was.value,
                             now)
               : fmt::format("is of a run with another {}", was.name);
}

} // namespace

fs::path checkpoint_path(const fs::path& run_file) {
    return run_file.string() + ".checkpoint";
}

CheckpointWriter::CheckpointWriter(const fs::path& run_file, std::vector<RunInput> inputs,
                                   std::optional<SimTime> kept)
    : path_{checkpoint_path(run_file)},
      growing_{path_.string() + ".new"},
      inputs_{std::move(inputs)},
      last_{kept} {
    if (!kept) {
        remove();
    }
}

CheckpointCost CheckpointWriter::write(const CheckpointMoment& moment,
                                       const std::function<void(engine::StateWriter&)>& save) {
    const auto start = std::chrono::steady_clock::now();
    try {
        std::ofstream file{growing_, std::ios::binary | std::ios::trunc};
        engine::StateWriter out{file};
        put_header(out, inputs_, moment);
        save(out);
        out.section(end_section);
        try {
            out.finish();
        } catch (const EngineError&) { // which does not know the file
            throw EngineError("file system", fmt::format("writing {}: {}", path_.string(),
                                                         std::generic_category().message(errno)));
        }
    } catch (...) {
        std::error_code ignored;
        fs::remove(growing_, ignored);
        throw;
    }
    const std::uint64_t bytes = fs::file_size(growing_);
    io::put_in_place(growing_, path_);
    last_ = moment.at;
    return {bytes, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
}

void CheckpointWriter::remove() {
    std::error_code ignored;
    fs::remove(growing_, ignored);
    fs::remove(path_, ignored);
    last_.reset();
}

Checkpoint::Checkpoint(const fs::path& run_file, const std::vector<RunInput>& inputs)
    : path_{checkpoint_path(run_file)} {
    std::error_code ignored;
    if (!fs::is_regular_file(path_, ignored)) {
        throw InputError({path_.string()}, "there is no checkpoint",
                         "the one that `cityproof run --checkpoint-every` leaves beside the .part",
                         "run the scenario again from the start; `cityproof recover` saves what "
                         "the .part holds");
    }
    open();
    read_header(inputs);
    while (!reader_->next_section().empty() && reader_->next_section() != end_section) {
        reader_->skip_section();
    }
    finish();
    open();
    read_header(inputs);
}

void Checkpoint::finish() {
    reader_->section(end_section);
    reader_->finish();
}

void Checkpoint::open() {
    reader_.reset();
    file_ = std::ifstream{path_, std::ios::binary};
    reader_ = std::make_unique<engine::StateReader>(file_, path_.string());
}

void Checkpoint::read_header(const std::vector<RunInput>& inputs) {
    engine::StateReader& in = *reader_;
    in.section(header_section);
    if (const auto found = in.get<std::uint32_t>(); found != format) {
        throw InputError({path_.string()},
                         fmt::format("is a checkpoint of format {}, and this program knows format "
                                     "{}",
                                     found, format),
                         {}, "use the Cityproof that wrote it, or run from the start");
    }
    const auto count = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        RunInput was;
        in.get(was.name);
        in.get(was.value);
        const std::string now =
            i < inputs.size() && inputs[i].name == was.name ? inputs[i].value : "none";
        if (was.value != now) {
            throw InputError({path_.string()}, difference(was, now), {},
                             "resume with what the run was started with, or run from the start "
                             "without --resume");
        }
    }
    if (count != inputs.size()) {
        in.fail("the checkpoint is of a run with other parts");
    }
    in.get(moment_.at);
    in.get(moment_.position.frames);
    in.get(moment_.position.events);
    in.get(moment_.position.moving_ids);
    in.get(moment_.position.bytes);
}

} // namespace cityproof::scenarios
