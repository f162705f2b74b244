// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <filesystem>
#include <fstream>
#include <string>

namespace cityproof::gui::testing {

/// While it exists, a window that asks `cityproof` runs these lines of shell instead.
class PlayedCityproof {
  public:
    PlayedCityproof(const std::filesystem::path& folder, const std::string& lines) {
        const std::filesystem::path script = folder / "cityproof";
        std::ofstream{script} << "#!/bin/sh\n" << lines << "\n";
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
        qputenv("CITYPROOF_PROGRAM", QByteArray::fromStdString(script.string()));
    }

    PlayedCityproof(const PlayedCityproof&) = delete;
    PlayedCityproof& operator=(const PlayedCityproof&) = delete;

    ~PlayedCityproof() { qunsetenv("CITYPROOF_PROGRAM"); }
};

} // namespace cityproof::gui::testing
