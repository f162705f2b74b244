// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/picture/picture_request.hpp"
#include "io/run_file/run_file_reader.hpp"

namespace cityproof::gui {

/// A run that another one is compared with, and its name for messages.
struct ComparedRun {
    const io::RunFileReader& run;
    std::string file;
};

/// The map of one moment (or mean) of a run, or with `other` of the difference run minus other,
/// entity by entity. Errors: InputError for an unknown channel or layer (lists what there is), a
/// table without geometry, a time outside the run, limits that do not ascend, runs that have no
/// entity in common.
MapPicture run_picture(const io::RunFileReader& run, const std::optional<ComparedRun>& other,
                       const PictureRequest& request);

/// The maps of one moment (or mean) of two runs side by side, with one legend. Errors: as
/// run_picture().
MapPicture pair_picture(const io::RunFileReader& a, const ComparedRun& b,
                        const PictureRequest& request);

} // namespace cityproof::gui
