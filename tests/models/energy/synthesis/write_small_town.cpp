// SPDX-License-Identifier: Apache-2.0
// Prints the grid of a small town, for the test in Python. usage: write_small_town NAME|--names
#include "models/energy/synthesis/synthesize_grid.hpp"

#include <cstdio>
#include <string_view>

#include "tests/models/energy/synthesis/small_towns.hpp"

int main(int count, char** arguments) {
    using namespace cityproof::energy;
    if (count != 2) {
        return 2;
    }
    if (std::string_view{arguments[1]} == "--names") {
        for (const char* name : testing::town_names) {
            std::puts(name);
        }
        return 0;
    }
    const SyntheticGrid grid = synthesize_grid(testing::named_town(arguments[1]));
    std::fputs(grid.pgm_json.c_str(), stdout);
    return 0;
}
