// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/run_file_reader.hpp"
#include "scenarios/programs/command_line.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string>

namespace {

/// "run.h5.part" gives "run.h5". Errors: InputError for another ending, where the user has to say.
std::filesystem::path default_output(const std::filesystem::path& part) {
    if (part.extension() != ".part") {
        throw cityproof::InputError{{part.string()},
                                    "does not end in .part, so the result has no name",
                                    {},
                                    "give one with -o"};
    }
    return std::filesystem::path{part}.replace_extension();
}

void recover(const std::filesystem::path& part, const std::filesystem::path& output) {
    if (std::filesystem::exists(std::filesystem::symlink_status(output))) {
        throw cityproof::InputError{
            {output.string()}, "exists already", {}, "give another name with -o"};
    }
    const double last_s = cityproof::io::recover_run_file(part, output);
    const cityproof::io::RunFileReader reader{output};
    std::size_t frames = 0;
    for (const cityproof::io::AxisDescription& axis : reader.axes()) {
        frames += reader.times_s(axis.name).size();
    }
    const std::filesystem::path checkpoint =
        std::filesystem::path{part}.replace_extension(".checkpoint");
    fmt::print("recovered {} s of simulated time, {} frames -> {}\n", last_s, frames,
               output.string());
    if (std::filesystem::exists(checkpoint)) {
        fmt::print("{} is there: `cityproof run SCENARIO --resume {}` goes on with the run\n",
                   checkpoint.string(), part.string());
    }
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Makes a readable run file, marked incomplete, of what a killed run left behind.",
                 "cityproof recover"};
    std::string part;
    std::string output;
    app.add_option("part", part, "the growing file that the run left: RUN.h5.part")->required();
    app.add_option("-o,--output", output,
                   "the run file to write; default: the same name without .part");
    return cityproof::scenarios::parse_and_run(app, argc, argv, "cityproof recover", [&] {
        recover(part, output.empty() ? default_output(part) : std::filesystem::path{output});
        return cityproof::ExitCode::ok;
    });
}
