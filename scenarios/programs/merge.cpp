// SPDX-License-Identifier: Apache-2.0
// cityproof merge: the results of a study whose runs others have made.
#include "scenarios/programs/command_line.hpp"
#include "scenarios/study/batch.hpp"

#include <CLI/CLI.hpp>

#include <string>

using namespace cityproof;

int main(int argc, char** argv) {
    CLI::App app{"Writes study.h5 and key_figures.csv of the runs in a study's folder. Exit code 3 "
                 "lists runs that are\n"
                 "missing or failed; the files hold the others.",
                 "cityproof merge"};
    std::string folder;
    app.add_option("folder", folder, "Folder of the study")->required();
    return scenarios::parse_and_run(app, argc, argv, "cityproof merge",
                                    [&] { return study::merge_study(folder); });
}
