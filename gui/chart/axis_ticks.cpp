// SPDX-License-Identifier: Apache-2.0
#include "gui/chart/axis_ticks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cityproof::gui {

std::vector<double> value_ticks(double low, double high, int wanted) {
    if (!(high > low)) {
        const double room = low == 0 ? 1 : 0.1 * std::abs(low);
        low -= room;
        high += room;
    }
    const double rough = (high - low) / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double mantissa : {5.0, 2.0, 1.0}) {
        step = mantissa * power >= rough * (1 - 1e-9) ? mantissa * power : step;
    }
    std::vector<double> ticks;
    const double first = std::floor(low / step + 1e-9);
    const double last = std::max(first + 1, std::ceil(high / step - 1e-9));
    for (double k = first; k <= last; k += 1) {
        ticks.push_back(k * step);
    }
    return ticks;
}

std::vector<double> time_ticks(double first_s, double last_s, int most, double origin_s) {
    constexpr std::array<double, 22> steps_s{
        1,    2,    5,    10,    15,    30,    60,    120,    300,    600,    900,
        1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 345600, 604800, 2419200};
    const double span_s = last_s - first_s;
    double step_s = steps_s.back();
    for (auto step = steps_s.rbegin(); step != steps_s.rend(); ++step) {
        step_s = span_s / *step <= std::max(1, most) ? *step : step_s;
    }
    std::vector<double> ticks;
    for (double k = std::ceil((first_s - origin_s) / step_s - 1e-9);
         origin_s + k * step_s <= last_s + 1e-6 && ticks.size() < 200; k += 1) {
        ticks.push_back(origin_s + k * step_s);
    }
    return ticks;
}

} // namespace cityproof::gui
