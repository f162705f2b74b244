// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Names of everything in a study file (docs/formats.md).
namespace cityproof::io::study_layout {

inline constexpr int format = 1;
inline constexpr const char* meta = "meta";
inline constexpr const char* kind_key = "kind"; ///< "study": tells it from a run file
inline constexpr const char* kind = "study";
inline constexpr const char* points_key = "points"; ///< number of points
inline constexpr const char* arms = "arms";
inline constexpr const char* factors = "factors"; ///< texts, one dataset a key
inline constexpr const char* numbers = "factor_numbers";
inline constexpr const char* runs = "runs";
inline constexpr const char* kpi = "kpi";
inline constexpr const char* time = "time";
inline constexpr const char* entities = "entities";
inline constexpr const char* series = "series";

} // namespace cityproof::io::study_layout
