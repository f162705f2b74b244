// SPDX-License-Identifier: Apache-2.0
// The front program: `cityproof VERB ...` executes cityproof-VERB beside it, as git does.
#include "core/base/exit_code.hpp"
#include "scenarios/programs/pinned_math.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Verb {
    std::string_view name;
    std::string_view summary;
};

constexpr std::array verbs{
    Verb{"demo", "the demo city: baseline against adaptive signals, with a verdict"},
    Verb{"import", "makes a city package from nets, grids, water networks and tables"},
    Verb{"check", "lists everything that is wrong with a scenario or a city package"},
    Verb{"run", "runs one scenario into one run file"},
    Verb{"recover", "mends the .part file of a run that was killed"},
    Verb{"batch",
         "makes all runs of a study: policies, design, seeds; goes on where it was stopped"},
    Verb{"worker", "makes one share of a study's runs, on a cluster"},
    Verb{"merge", "gathers the results of a study's runs"},
    Verb{"compare", "compares runs of policies with runs of the baseline, paired by seed; gates"},
    Verb{"verify", "holds a run against a golden one of the same inputs"},
    Verb{"drift", "tells whether effects are still those of an accepted report"},
    Verb{"export", "writes results for QGIS, spreadsheets and other programs"},
    Verb{"kpis", "lists every key figure: definition, formula, unit, direction, source"},
    Verb{"diverge", "finds the first difference of two runs, and why something happened"},
    Verb{"view", "shows a run in a window, or draws its map as a picture"},
    Verb{"schema", "prints the schema of scenario, policy, study, gate and price files"},
};

void print_help(std::FILE* stream) {
    fmt::print(stream, "usage: cityproof VERB [options]\n\n");
    for (const Verb& verb : verbs) {
        fmt::print(stream, "  {:<9} {}\n", verb.name, verb.summary);
    }
    fmt::print(stream, "\n`cityproof VERB --help` lists a verb's options.\n");
}

} // namespace

int main(int argc, char** argv) {
    using cityproof::ExitCode;
    using cityproof::to_int;
    const std::string_view word = argc > 1 ? argv[1] : "";
    if (word.empty() || word == "--help" || word == "-h" || word == "help") {
        print_help(word.empty() ? stderr : stdout);
        return to_int(word.empty() ? ExitCode::bad_input : ExitCode::ok);
    }
    if (word == "--version") {
        fmt::print("cityproof {}\n", CITYPROOF_VERSION);
        return 0;
    }
    bool known = false;
    for (const Verb& verb : verbs) {
        known = known || verb.name == word;
    }
    if (!known) {
        fmt::print(stderr, "cityproof: there is no verb \"{}\"; `cityproof --help` lists them\n",
                   word);
        return to_int(ExitCode::bad_input);
    }
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string program = (self.parent_path() / fmt::format("cityproof-{}", word)).string();
    cityproof::scenarios::pin_math_library();
    std::vector<char*> words{const_cast<char*>(program.c_str())};
    words.insert(words.end(), argv + 2, argv + argc);
    words.push_back(nullptr);
    execv(program.c_str(), words.data());
    fmt::print(stderr, "cityproof: {} is not installed beside it\n", program);
    return to_int(ExitCode::engine_error);
}
