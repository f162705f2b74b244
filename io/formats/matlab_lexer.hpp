// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

enum class MatlabTokenKind {
    number,
    name,   ///< an identifier
    text,   ///< a quoted string, without its quotes
    symbol, ///< an operator or bracket; `text` holds it
    newline,
    end, ///< of the file
};

struct MatlabToken {
    MatlabTokenKind kind = MatlabTokenKind::end;
    std::string text;
    double number = 0;
    int line = 1;
    bool space_before = false;

    bool is(std::string_view symbol) const {
        return kind == MatlabTokenKind::symbol && text == symbol;
    }
};

/// Cuts MATLAB text into tokens; comments and continued lines ("...") are gone. The last token is
/// of kind end. Errors: InputError at a character that is no MATLAB, or an open string.
std::vector<MatlabToken> matlab_tokens(std::string_view text, const std::string& file);

} // namespace cityproof::io
