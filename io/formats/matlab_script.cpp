// SPDX-License-Identifier: Apache-2.0
#include "io/formats/matlab_script.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cityproof::io {
namespace {

using Kind = MatlabTokenKind;
using Constant = std::pair<const char*, int>;

// What idx_bus, idx_brch and idx_gen return, in order. Source: MATPOWER 8, help idx_bus, idx_brch,
// idx_gen.
constexpr std::array bus_constants{
    Constant{"PQ", 1},     Constant{"PV", 2},       Constant{"REF", 3},
    Constant{"NONE", 4},   Constant{"BUS_I", 1},    Constant{"BUS_TYPE", 2},
    Constant{"PD", 3},     Constant{"QD", 4},       Constant{"GS", 5},
    Constant{"BS", 6},     Constant{"BUS_AREA", 7}, Constant{"VM", 8},
    Constant{"VA", 9},     Constant{"BASE_KV", 10}, Constant{"ZONE", 11},
    Constant{"VMAX", 12},  Constant{"VMIN", 13},    Constant{"LAM_P", 14},
    Constant{"LAM_Q", 15}, Constant{"MU_VMAX", 16}, Constant{"MU_VMIN", 17}};
constexpr std::array branch_constants{
    Constant{"F_BUS", 1},   Constant{"T_BUS", 2},      Constant{"BR_R", 3},
    Constant{"BR_X", 4},    Constant{"BR_B", 5},       Constant{"RATE_A", 6},
    Constant{"RATE_B", 7},  Constant{"RATE_C", 8},     Constant{"TAP", 9},
    Constant{"SHIFT", 10},  Constant{"BR_STATUS", 11}, Constant{"PF", 14},
    Constant{"QF", 15},     Constant{"PT", 16},        Constant{"QT", 17},
    Constant{"MU_SF", 18},  Constant{"MU_ST", 19},     Constant{"ANGMIN", 12},
    Constant{"ANGMAX", 13}, Constant{"MU_ANGMIN", 20}, Constant{"MU_ANGMAX", 21}};
constexpr std::array generator_constants{
    Constant{"GEN_BUS", 1},  Constant{"PG", 2},         Constant{"QG", 3},
    Constant{"QMAX", 4},     Constant{"QMIN", 5},       Constant{"VG", 6},
    Constant{"MBASE", 7},    Constant{"GEN_STATUS", 8}, Constant{"PMAX", 9},
    Constant{"PMIN", 10},    Constant{"MU_PMAX", 22},   Constant{"MU_PMIN", 23},
    Constant{"MU_QMAX", 24}, Constant{"MU_QMIN", 25},   Constant{"PC1", 11},
    Constant{"PC2", 12},     Constant{"QC1MIN", 13},    Constant{"QC1MAX", 14},
    Constant{"QC2MIN", 15},  Constant{"QC2MAX", 16},    Constant{"RAMP_AGC", 17},
    Constant{"RAMP_10", 18}, Constant{"RAMP_30", 19},   Constant{"RAMP_Q", 20},
    Constant{"APF", 21}};

std::span<const Constant> constants_of(const std::string& function) {
    if (function == "idx_bus") {
        return bus_constants;
    }
    if (function == "idx_brch") {
        return branch_constants;
    }
    if (function == "idx_gen") {
        return generator_constants;
    }
    return {};
}

class Script {
  public:
    Script(std::string_view text, const std::string& file)
        : file_{file},
          tokens_{matlab_tokens(text, file)} {}

    MatlabWorkspace run() {
        skip_separators();
        if (peek().kind == Kind::name && peek().text == "function") {
            while (peek().kind != Kind::newline && peek().kind != Kind::end) {
                ++place_;
            }
        }
        for (skip_separators(); peek().kind != Kind::end; skip_separators()) {
            if (peek().kind == Kind::name && (peek().text == "return" || peek().text == "end")) {
                break;
            }
            statement();
        }
        return std::move(workspace_);
    }

  private:
    const MatlabToken& peek(std::size_t ahead = 0) const {
        return tokens_[std::min(place_ + ahead, tokens_.size() - 1)];
    }

    void skip_separators() {
        while (peek().kind == Kind::newline || peek().is(";") || peek().is(",")) {
            ++place_;
        }
    }

    [[noreturn]] void refuse(const std::string& message) const {
        throw InputError(
            {file_, peek().line, {}}, "this statement cannot be interpreted: " + message,
            "assignments of tables, numbers and the usual unit conversions",
            "carry the conversion out and save the case with plain tables (MATPOWER: savecase)");
    }

    void statement() {
        if (peek().is("[")) {
            constants_statement();
        } else if (peek().kind == Kind::name && peek().text == "define_constants") {
            ++place_;
            for (const char* function : {"idx_bus", "idx_brch", "idx_gen"}) {
                for (const auto& [name, value] : constants_of(function)) {
                    workspace_.numbers[name] = MatlabMatrix::scalar(value);
                }
            }
        } else if (peek().kind == Kind::name) {
            assignment();
        } else {
            refuse(fmt::format("it starts with '{}'", peek().text));
        }
        if (peek().kind != Kind::newline && peek().kind != Kind::end && !peek().is(";") &&
            !peek().is(",")) {
            refuse(fmt::format("'{}' is left over", peek().text));
        }
    }

    /// [PQ, PV, ...] = idx_bus: the names on the left are free, their meaning is their place.
    void constants_statement() {
        std::vector<std::string> names;
        for (++place_; !peek().is("]"); ++place_) {
            if (peek().kind == Kind::name) {
                names.push_back(peek().text);
            } else if (!peek().is(",") && peek().kind != Kind::newline) {
                refuse(fmt::format("'{}' is not expected in a list of names", peek().text));
            }
        }
        ++place_;
        const std::span<const Constant> constants =
            peek().is("=") ? constants_of(peek(1).text) : std::span<const Constant>{};
        if (constants.empty() || names.size() > constants.size()) {
            refuse("only idx_bus, idx_brch and idx_gen return several values here");
        }
        place_ += 2;
        for (std::size_t i = 0; i < names.size(); ++i) {
            workspace_.numbers[names[i]] = MatlabMatrix::scalar(constants[i].second);
        }
    }

    void assignment() {
        std::string name = peek().text;
        ++place_;
        while (peek().is(".") && peek(1).kind == Kind::name) {
            name += "." + peek(1).text;
            place_ += 2;
        }
        if (peek().is("(")) {
            part_assignment(name);
            return;
        }
        if (!peek().is("=")) {
            --place_;
            refuse(fmt::format("'{}' is no assignment", name));
        }
        ++place_;
        if (peek().kind == Kind::text) {
            workspace_.texts[name] = {peek().text};
            ++place_;
        } else if (peek().is("{")) {
            workspace_.texts[name] = cell();
        } else {
            workspace_.numbers[name] = value();
        }
    }

    MatlabMatrix value() {
        MatlabExpression expression{tokens_, place_, workspace_.numbers, file_};
        MatlabMatrix result = expression.evaluate();
        place_ = expression.place();
        return result;
    }

    std::vector<std::string> cell() {
        std::vector<std::string> texts;
        for (++place_; !peek().is("}"); ++place_) {
            if (peek().kind == Kind::text || peek().kind == Kind::number) {
                texts.push_back(peek().text);
            } else if (peek().kind != Kind::newline && !peek().is(";") && !peek().is(",")) {
                refuse(fmt::format("'{}' is not expected in a list of texts", peek().text));
            }
        }
        ++place_;
        return texts;
    }

    void part_assignment(const std::string& name) {
        const auto found = workspace_.numbers.find(name);
        if (found == workspace_.numbers.end()) {
            refuse(fmt::format("'{}' is not known", name));
        }
        MatlabExpression target{tokens_, place_, workspace_.numbers, file_};
        const MatlabSelection chosen = target.selection(found->second);
        place_ = target.place();
        if (!peek().is("=")) {
            refuse("it is no assignment");
        }
        ++place_;
        const MatlabMatrix values = value();
        const bool fits =
            values.rows == chosen.rows.size() && values.columns == chosen.columns.size();
        if (!fits && !values.is_scalar()) {
            refuse(fmt::format("a {}x{} matrix does not fit {}x{} elements", values.rows,
                               values.columns, chosen.rows.size(), chosen.columns.size()));
        }
        for (std::size_t row = 0; row < chosen.rows.size(); ++row) {
            for (std::size_t column = 0; column < chosen.columns.size(); ++column) {
                found->second
                    .values[chosen.rows[row] * found->second.columns + chosen.columns[column]] =
                    values.is_scalar() ? values.values[0] : values.at(row, column);
            }
        }
    }

    std::string file_;
    std::vector<MatlabToken> tokens_;
    std::size_t place_ = 0;
    MatlabWorkspace workspace_;
};

} // namespace

MatlabWorkspace run_matlab_case(std::string_view text, const std::string& file) {
    return Script{text, file}.run();
}

} // namespace cityproof::io
