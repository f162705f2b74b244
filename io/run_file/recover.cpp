// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/run_file/final_file.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace cityproof::io {

/// The .part itself stays as it is: SWMR lets it be read in the state that the killed run left, so
/// the mark in it need not be cleared, and a viewer that holds it is not disturbed.
double recover_run_file(const std::filesystem::path& part, const std::filesystem::path& path) {
    const hdf5::QuietErrors quiet;
    checked_output(path);
    try {
        const RunContent content{part};
        if (content.file().has_writer()) {
            content.file().refuse("a run is still writing this file", "wait until it ends");
        }
        if (content.complete()) {
            content.file().refuse("is a complete run file: there is nothing to recover");
        }
        std::optional<double> last_s;
        for (const RunContent::Axis& axis : content.axes()) {
            if (!axis.times_s.empty()) {
                last_s = std::max(last_s.value_or(axis.times_s.back()), axis.times_s.back());
            }
        }
        if (!last_s) {
            content.file().refuse("holds no complete frame: there is nothing to recover",
                                  "run it again");
        }
        write_final_file(content, std::nullopt, path);
        return *last_s;
    } catch (const hdf5::Hdf5Error& error) {
        throw EngineError{"HDF5", fmt::format("{}: {}", path.string(), error.what())};
    }
}

} // namespace cityproof::io
