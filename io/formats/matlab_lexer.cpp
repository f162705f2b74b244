// SPDX-License-Identifier: Apache-2.0
#include "io/formats/matlab_lexer.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace cityproof::io {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

class Lexer {
  public:
    Lexer(std::string_view text, std::string file) : text_{text}, file_{std::move(file)} {}

    std::vector<MatlabToken> run() {
        while (place_ < text_.size()) {
            step();
        }
        add(MatlabTokenKind::end, "");
        return std::move(tokens_);
    }

  private:
    char peek(std::size_t ahead = 0) const {
        return place_ + ahead < text_.size() ? text_[place_ + ahead] : '\0';
    }

    void add(MatlabTokenKind kind, std::string text, double number = 0) {
        tokens_.push_back({kind, std::move(text), number, line_, space_});
        space_ = false;
    }

    void step() {
        const char c = peek();
        if (c == '\n') {
            add(MatlabTokenKind::newline, "");
            ++line_;
            ++place_;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            space_ = true;
            ++place_;
        } else if (c == '%') {
            skip_comment();
        } else if (text_.substr(place_).starts_with("...")) {
            skip_to_newline();
            ++line_;
            ++place_;
            space_ = true;
        } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            read_number();
        } else if (is_letter(c)) {
            const std::size_t start = place_;
            while (is_letter(peek()) || is_digit(peek())) {
                ++place_;
            }
            add(MatlabTokenKind::name, std::string{text_.substr(start, place_ - start)});
        } else if (c == '\'' && starts_text()) {
            read_text();
        } else {
            read_symbol();
        }
    }

    void skip_to_newline() {
        while (place_ < text_.size() && peek() != '\n') {
            ++place_;
        }
    }

    std::string_view rest_of_line() const {
        const std::string_view rest = text_.substr(place_);
        return rest.substr(0, rest.find('\n'));
    }

    bool stands_alone(std::string_view mark) const {
        std::string_view rest = rest_of_line();
        while (!rest.empty() &&
               (rest.back() == ' ' || rest.back() == '\t' || rest.back() == '\r')) {
            rest.remove_suffix(1);
        }
        return rest == mark && (tokens_.empty() || tokens_.back().kind == MatlabTokenKind::newline);
    }

    void skip_comment() {
        if (!stands_alone("%{")) {
            skip_to_newline();
            return;
        }
        int depth = 0;
        while (place_ < text_.size()) {
            const std::size_t start = rest_of_line().find_first_not_of(" \t");
            place_ += start == std::string_view::npos ? 0 : start;
            depth += stands_alone("%{") ? 1 : 0;
            depth -= stands_alone("%}") ? 1 : 0;
            skip_to_newline();
            if (depth == 0) {
                return;
            }
            ++line_;
            ++place_;
        }
    }

    void read_number() {
        double value = 0;
        const auto [end, status] =
            std::from_chars(text_.data() + place_, text_.data() + text_.size(), value);
        const auto length = static_cast<std::size_t>(end - (text_.data() + place_));
        const std::string text{text_.substr(place_, length)};
        if (status != std::errc{}) {
            throw InputError({file_, line_, {}}, fmt::format("the number {} does not fit", text),
                             "a finite number");
        }
        place_ += length;
        add(MatlabTokenKind::number, text, value);
    }

    /// A quote after a value means transposition.
    bool starts_text() const {
        if (tokens_.empty() || space_) {
            return true;
        }
        const MatlabToken& last = tokens_.back();
        return last.kind == MatlabTokenKind::newline ||
               (last.kind == MatlabTokenKind::symbol && !last.is(")") && !last.is("]") &&
                !last.is("}"));
    }

    void read_text() {
        std::string value;
        ++place_;
        while (peek() != '\'' || peek(1) == '\'') {
            if (place_ >= text_.size() || peek() == '\n') {
                throw InputError({file_, line_, {}}, "a text has no closing quote");
            }
            value += peek();
            place_ += peek() == '\'' ? 2U : 1U;
        }
        ++place_;
        add(MatlabTokenKind::text, value);
    }

    void read_symbol() {
        static constexpr std::array<std::string_view, 3> pairs{".*", "./", ".^"};
        for (const std::string_view pair : pairs) {
            if (text_.substr(place_).starts_with(pair)) {
                place_ += 2;
                add(MatlabTokenKind::symbol, std::string{pair});
                return;
            }
        }
        const char c = peek();
        if (std::string_view{"()[]{},;:=+-*/^.'"}.find(c) == std::string_view::npos) {
            throw InputError(
                {file_, line_, {}},
                fmt::format("the character '{}' stands where MATPOWER cases have none", c),
                "tables and assignments only");
        }
        ++place_;
        add(MatlabTokenKind::symbol, std::string(1, c));
    }

    std::string_view text_;
    std::string file_;
    std::size_t place_ = 0;
    int line_ = 1;
    bool space_ = false;
    std::vector<MatlabToken> tokens_;
};

} // namespace

std::vector<MatlabToken> matlab_tokens(std::string_view text, const std::string& file) {
    return Lexer{text, file}.run();
}

} // namespace cityproof::io
