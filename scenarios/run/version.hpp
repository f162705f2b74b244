// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cityproof::scenarios {

/// The program's version, for run files and `--version`.
constexpr const char* version_text() {
    return CITYPROOF_VERSION;
}

} // namespace cityproof::scenarios
