// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::contracts {

/// Which way a key figure is better; `neutral` figures describe and are never judged.
enum class Direction { lower_is_better, higher_is_better, neutral };

/// "lower_is_better", "higher_is_better", "neutral": as in run files.
constexpr const char* to_string(Direction direction) {
    switch (direction) {
    case Direction::lower_is_better:
        return "lower_is_better";
    case Direction::higher_is_better:
        return "higher_is_better";
    case Direction::neutral:
        break;
    }
    return "neutral";
}

/// One figure of a whole run, with all that a reader needs to trust it.
struct KeyFigure {
    std::string id; ///< "traffic.delay_mean"
    double value = 0;
    std::string unit; ///< "s"
    Direction direction = Direction::neutral;
    std::string definition; ///< one sentence: what is counted, over what, what is left out
};

/// What a key figure is, whatever its value: one row of its model's catalogue, the only place that
/// says so. Runs take everything but the value from it, and `cityproof kpis` lists it.
struct KeyFigureSpec {
    std::string_view id;
    std::string_view unit;
    Direction direction = Direction::neutral;
    std::string_view definition;
    std::string_view formula; ///< in plain text, with the symbols explained
    std::string_view source;  ///< publication, standard or document that the definition follows

    KeyFigure with(double value) const {
        return {std::string{id}, value, std::string{unit}, direction, std::string{definition}};
    }
};

/// The row of a catalogue. An id that the catalogue does not have does not compile.
consteval KeyFigureSpec spec_of(std::span<const KeyFigureSpec> catalogue, std::string_view id) {
    for (const KeyFigureSpec& spec : catalogue) {
        if (spec.id == id) {
            return spec;
        }
    }
    throw "the catalogue has no key figure of this id";
}

/// A model that has key figures at the end of the run (or so far).
class KeyFigureSource {
  public:
    virtual ~KeyFigureSource() = default;

    virtual std::vector<KeyFigure> key_figures() const = 0;
};

} // namespace cityproof::contracts
