// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::water {

/// The text of an EPANET .inp file: finds the line that an error speaks of, and what must be
/// refused before EPANET sees the file because EPANET would crash on it, hang, or read and write
/// other files.
class InpText {
  public:
    /// Errors: InputError when `path` is not a regular file that can be read, or is absurdly large.
    explicit InpText(const std::filesystem::path& path);

    const std::string& file() const { return file_; }

    /// 1-based number of a line of `section` ("[PIPES]"; empty: any) whose text is `line`; the last
    /// one, since of two equal lines EPANET complains about the second. 0: not found.
    int line_of(std::string_view section, std::string_view line) const;

    /// 1-based number of the line that defines `id` in one of the sections for junctions,
    /// reservoirs and tanks. 0: none.
    int line_of_node(std::string_view id) const;

    /// Errors: ProblemsError with everything that must not reach EPANET.
    void throw_if_unreadable() const;

    const std::vector<std::string>& remarks() const { return remarks_; }

  private:
    struct Line {
        std::string text;
        std::string
            section; ///< first five characters in capitals, as EPANET compares them: "[PIPE"
    };

    void read(std::istream& input);
    void inspect(const Line& line, int number);

    std::string file_;
    std::vector<Line> lines_;
    Problems problems_;
    std::vector<std::string> remarks_;
};

} // namespace cityproof::water
