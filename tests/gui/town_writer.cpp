// SPDX-License-Identifier: Apache-2.0
// Writes the sample town as a run does, in a process of its own: HDF5 cannot read a growing file in
// the process that writes it. usage: town_writer PATH PAUSE_MS MINUTES finish|abandon|die
#include <csignal>
#include <cstdlib>
#include <string>

#include "sample_town.hpp"

int main(int argc, char** argv) {
    if (argc != 5) {
        return 2;
    }
    cityproof::testing::TownVariant variant;
    variant.pause_ms = std::atoi(argv[2]); // NOLINT(cert-err34-c): the tests' own arguments
    variant.minutes = std::atoi(argv[3]);  // NOLINT(cert-err34-c)
    const std::string end = argv[4];
    variant.finished = end == "finish";
    variant.die = end == "die";
    cityproof::testing::write_town(argv[1], variant);
    return 0;
}
