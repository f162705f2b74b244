// SPDX-License-Identifier: Apache-2.0
// Writes the towns of the tests as .inp files: write_water_towns FOLDER [BLOCKS]. With BLOCKS only
// a grid of so many blocks a side, flat, and the time that its synthesis took.
#include "models/water/synthesis/water_synthesis.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/models/water/synthesis/towns.hpp"

namespace {

using namespace cityproof::water::synthesis;

void write(const std::filesystem::path& folder, const std::string& name, const Town& town) {
    WaterSynthesisOptions options;
    options.elevation_m = town.elevation_m;
    const auto start = std::chrono::steady_clock::now();
    const SyntheticWater water = synthesize_water(town.city, options);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::ofstream{folder / (name + ".inp"), std::ios::binary} << water.inp;
    fmt::print("{}: {} buildings, {} streets, {} nodes, {} pipes, {} hydrants, {:.2f} s\n", name,
               town.city.buildings.size(), town.city.segments.size(), water.nodes.size(),
               water.pipes.size(), water.hydrants.size(), took.count());
    for (const RealismFigure& figure : water.realism) {
        fmt::print("  {} {:.3f} {} [{}, {}]{}\n", figure.id, figure.value, figure.unit, figure.low,
                   figure.high, figure.lies_inside() ? "" : " OUTSIDE");
    }
}

} // namespace

int main(int count, char** words) {
    if (count < 2) {
        fmt::print(stderr, "usage: write_water_towns FOLDER [BLOCKS]\n");
        return 2;
    }
    const std::filesystem::path folder{words[1]};
    if (count > 2) {
        write(folder, "large", grid_town(std::stoi(words[2]), [](double, double) { return 0.0; }));
        return 0;
    }
    write(folder, "street", street_town());
    write(folder, "flat", flat_town());
    write(folder, "hillside", hillside_town());
    write(folder, "valley", valley_town());
    write(folder, "divided", divided_town());
    write(folder, "one_house", one_house_town());
    return 0;
}
