// SPDX-License-Identifier: Apache-2.0
#include "gui/live/street_chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::gui {

namespace {

constexpr double most_aside_m = 12;
// A vehicle's centre may be a little over the axis: lanes are not surveyed that well.
constexpr double most_over_m = 1;
constexpr double beyond_m = 1;
// A vehicle that goes back further than this is another pass, not a jam's noise.
constexpr double most_back_m = 5;

} // namespace

StreetChain::StreetChain(const std::vector<io::Geometry>& streets, bool drives_left)
    : drives_left_{drives_left} {
    min_x_m_ = min_y_m_ = std::numeric_limits<double>::infinity();
    max_x_m_ = max_y_m_ = -std::numeric_limits<double>::infinity();
    double so_far_m = 0;
    for (const io::Geometry& street : streets) {
        for (std::size_t i = 1; i < street.points.size(); ++i) {
            const io::Point& from = street.points[i - 1];
            const io::Point& to = street.points[i];
            const double length_m = std::hypot(to.x_m - from.x_m, to.y_m - from.y_m);
            if (!(length_m > 0)) {
                continue;
            }
            pieces_.push_back({from, to, so_far_m, length_m});
            so_far_m += length_m;
            for (const io::Point& point : {from, to}) {
                min_x_m_ = std::min(min_x_m_, point.x_m - most_aside_m);
                max_x_m_ = std::max(max_x_m_, point.x_m + most_aside_m);
                min_y_m_ = std::min(min_y_m_, point.y_m - most_aside_m);
                max_y_m_ = std::max(max_y_m_, point.y_m + most_aside_m);
            }
        }
        ends_m_.push_back(so_far_m);
    }
}

std::optional<double> StreetChain::along_m(const io::Point& place) const {
    if (!(place.x_m >= min_x_m_ && place.x_m <= max_x_m_ && place.y_m >= min_y_m_ &&
          place.y_m <= max_y_m_)) {
        return std::nullopt;
    }
    std::optional<double> best;
    double least_m = most_aside_m;
    for (const Piece& piece : pieces_) {
        const double ux = (piece.to.x_m - piece.from.x_m) / piece.length_m;
        const double uy = (piece.to.y_m - piece.from.y_m) / piece.length_m;
        const double dx = place.x_m - piece.from.x_m;
        const double dy = place.y_m - piece.from.y_m;
        const double wanted = dx * ux + dy * uy;
        // Before the beginning and behind the end of the way is another street.
        if ((&piece == &pieces_.front() && wanted < -beyond_m) ||
            (&piece == &pieces_.back() && wanted > piece.length_m + beyond_m)) {
            continue;
        }
        const double along = std::clamp(wanted, 0.0, piece.length_m);
        const double left = ux * dy - uy * dx;
        const double over = drives_left_ ? -left : left;
        const double away = std::hypot(dx - along * ux, dy - along * uy);
        if (over <= most_over_m && away <= least_m) {
            least_m = away;
            best = piece.begin_m + along;
        }
    }
    return best;
}

TimeSpaceBuilder::TimeSpaceBuilder(const StreetChain& chain, double gap_s)
    : chain_{chain},
      gap_s_{gap_s} {
    diagram_.length_m = chain.length_m();
    diagram_.ends_m = chain.ends_m();
}

void TimeSpaceBuilder::add(double time_s, const io::VehicleFrame& frame) {
    for (std::size_t i = 0; i < frame.entity.size(); ++i) {
        const auto along = chain_.along_m({frame.x_m[i], frame.y_m[i]});
        if (!along) {
            continue;
        }
        const std::uint32_t vehicle = frame.entity[i];
        const auto found = open_.find(vehicle);
        if (found != open_.end()) {
            VehicleTrack& track = diagram_.tracks[found->second];
            if (time_s - track.times_s.back() <= gap_s_ &&
                *along >= track.along_m.back() - most_back_m) {
                track.times_s.push_back(time_s);
                track.along_m.push_back(*along);
                continue;
            }
        }
        open_[vehicle] = diagram_.tracks.size();
        diagram_.tracks.push_back({vehicle, {time_s}, {*along}});
    }
}

} // namespace cityproof::gui
