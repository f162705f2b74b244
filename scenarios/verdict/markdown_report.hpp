// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"

#include <string>

namespace cityproof::verdict {

/// A picture to show behind the table: file name relative to the report.
struct ReportPicture {
    std::string file_name;
    std::string caption;
};

struct MarkdownOptions {
    std::vector<ReportPicture> pictures;
    std::string reproduce; ///< command line; empty: the `cityproof compare` line of the runs
};

/// The comparison as Markdown for a planner: sentence, table, pictures, how sure, what is not
/// covered, definitions, how to reproduce it. Holds no wall-clock time, host or folder: the same
/// runs give the same bytes anywhere.
std::string markdown_report(const Comparison& comparison, const MarkdownOptions& options);

} // namespace cityproof::verdict
