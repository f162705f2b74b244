// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_reader.hpp"
#include "io/run_file/trace_reader.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::diverge {

/// A run file with a trace.
class TracedRun {
  public:
    /// Errors: InputError when it is no run file or holds no trace.
    explicit TracedRun(const std::filesystem::path& path) : file_{path}, trace_{path} {}

    /// As the user gave it.
    std::string name() const { return trace_.path().string(); }

    const io::RunFileReader& file() const { return file_; }

    const io::TraceReader& trace() const { return trace_; }

    /// "sensor/s7". Errors: std::out_of_range.
    const std::string& entity(std::uint32_t number) const { return trace_.entities().at(number); }

    /// The entity that an element of a port belongs to, or its number.
    std::string element(const io::TracePublication& publication) const;

  private:
    io::RunFileReader file_;
    io::TraceReader trace_;
};

/// What two runs were given, where it differs.
struct InputDifference {
    std::string key; ///< of /meta
    std::string a;   ///< as long as it is short, else empty
    std::string b;
};

std::vector<InputDifference> input_differences(const TracedRun& a, const TracedRun& b);

/// Errors: InputError when the runs are not of the same city, the same entities, or the same
/// simulated time.
void require_comparable(const TracedRun& a, const TracedRun& b);

} // namespace cityproof::diverge
