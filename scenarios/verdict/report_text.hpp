// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cityproof::verdict {

/// A text from a file made safe for one line on a terminal: control characters become "?", broken
/// UTF-8 too, and it is cut after `longest` characters.
std::string one_line(std::string_view text, std::size_t longest = 200);

/// Characters on the screen, taking each code point as one column (units and names hold no wide
/// letters).
std::size_t display_width(std::string_view text);

/// Decimals that show `uncertainty` with two significant digits (0 to 9); without one, `magnitude`
/// with four.
int decimals_for(double uncertainty, double magnitude);

/// Fixed notation with `decimals`; "-0.0" is printed as "0.0"; beyond 1e9 in scientific notation.
std::string number_text(double value, int decimals);
/// As number_text, always with a sign unless it prints as zero: effects.
std::string signed_text(double value, int decimals);

/// A p value as papers print it: "< 0.001", "0.033", "0.25".
std::string p_text(double p);

/// Seeds in ascending order as ranges: "1-5, 8".
std::string seeds_text(std::span<const std::uint64_t> seeds);

/// A key figure's id for a sentence: "traffic.delay_mean" in "s" is "mean delay", "energy.loss_kwh"
/// in "kWh" is "loss".
std::string plain_name(std::string_view id, std::string_view unit);

/// Lines of at most `width` columns, broken at blanks; all but the first begin with `indent`.
std::string wrapped_text(std::string_view text, std::size_t width, std::string_view indent);

/// Text that means only itself in Markdown, also inside a table's cell.
std::string markdown_text(std::string_view text);

} // namespace cityproof::verdict
