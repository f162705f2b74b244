// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Reports as `cityproof compare --json` writes them, shortened.
namespace cityproof::gui::testing {

inline constexpr const char* five_seeds = R"({
  "format": 2, "confidence": 0.95,
  "arms": [{
    "policy": "adaptive", "headline": "Adaptive signals lowered the mean delay by 22.4 %",
    "seeds": [1, 2, 3, 4, 5],
    "key_figures": [
      {"id": "traffic.delay_mean", "unit": "s", "direction": "lower_is_better",
       "definition": "time lost", "available": true, "baseline_mean": 62.75, "policy_mean": 48.7,
       "effect": -14.050000000000001, "interval": [-14.73, -13.39], "relative_effect": -0.224,
       "relative_interval": [-0.2348, -0.2133], "p_adjusted": 5.2e-06, "tendency": "better",
       "baseline": [1, 2, 3, 4, 5], "policy": [1, 2, 3, 4, 5]},
      {"id": "energy.loss", "unit": "MWh", "direction": "lower_is_better", "definition": "",
       "available": true, "baseline_mean": 0.1103277, "policy_mean": 0.1103299, "effect": 2.2e-06,
       "interval": [-7.6e-06, 1.2e-05], "relative_effect": 2e-05,
       "relative_interval": [-6.8e-05, 0.00011], "p_adjusted": 1.0, "tendency": "unclear",
       "baseline": [1, 2, 3, 4, 5], "policy": [1, 2, 3, 4, 5]},
      {"id": "traffic.teleports", "unit": "1", "direction": "lower_is_better", "definition": "",
       "available": true, "baseline_mean": 0.0, "policy_mean": 0.0, "effect": 0.0,
       "interval": [0.0, 0.0], "relative_effect": null, "relative_interval": null,
       "p_adjusted": null, "tendency": "unchanged",
       "baseline": [0, 0, 0, 0, 0], "policy": [0, 0, 0, 0, 0]},
      {"id": "water.pressure_min", "unit": "m", "direction": "higher_is_better", "definition": "",
       "available": false, "baseline_mean": null, "policy_mean": null, "effect": null,
       "interval": null, "relative_effect": null, "relative_interval": null, "p_adjusted": null,
       "tendency": "", "baseline": [null], "policy": [null]}
    ]}]})";

inline constexpr const char* one_seed = R"({
  "format": 2, "confidence": 0.95,
  "arms": [{
    "policy": "adaptive", "headline": "", "seeds": [1],
    "key_figures": [
      {"id": "traffic.delay_mean", "unit": "s", "direction": "lower_is_better",
       "definition": "time lost", "available": true, "baseline_mean": 62.8, "policy_mean": 48.3,
       "effect": -14.5, "interval": null, "relative_effect": -0.23, "relative_interval": null,
       "p_adjusted": null, "tendency": "", "baseline": [62.8], "policy": [48.3]}
    ]}]})";

} // namespace cityproof::gui::testing
