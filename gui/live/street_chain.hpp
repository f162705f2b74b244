// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <map>
#include <optional>
#include <vector>

namespace cityproof::gui {

/// Streets one after the other, as one way to go. A street that begins where another one ends
/// follows it; one that does not is drawn after it all the same, with a gap of zero length.
class StreetChain {
  public:
    explicit StreetChain(const std::vector<io::Geometry>& streets, bool drives_left = false);

    double length_m() const { return ends_m_.empty() ? 0 : ends_m_.back(); }

    /// Where each street ends on the way.
    const std::vector<double>& ends_m() const { return ends_m_; }

    /// How far along the way a vehicle is. Nothing for one that is further than half a carriageway
    /// (12 m) from the axis, or clearly on the other direction's side of it.
    std::optional<double> along_m(const io::Point& place) const;

  private:
    struct Piece {
        io::Point from;
        io::Point to;
        double begin_m = 0;
        double length_m = 0;
    };

    std::vector<Piece> pieces_;
    bool drives_left_;
    std::vector<double> ends_m_;
    double min_x_m_ = 0;
    double max_x_m_ = 0;
    double min_y_m_ = 0;
    double max_y_m_ = 0;
};

/// One vehicle on a way: its samples in ascending time.
struct VehicleTrack {
    std::uint32_t vehicle = 0; ///< number in the run's list of names
    std::vector<double> times_s;
    std::vector<double> along_m;
};

/// The vehicles on a way over time, in the order in which they were first seen there. One that
/// leaves it and comes back, or is not seen for longer than `gap_s`, begins another track.
struct TimeSpace {
    double length_m = 0;
    std::vector<double> ends_m; ///< of the streets
    std::vector<VehicleTrack> tracks;
};

class TimeSpaceBuilder {
  public:
    TimeSpaceBuilder(const StreetChain& chain, double gap_s);

    /// Frames in ascending time.
    void add(double time_s, const io::VehicleFrame& frame);

    TimeSpace take() { return std::move(diagram_); }

  private:
    const StreetChain& chain_;
    double gap_s_;
    TimeSpace diagram_;
    std::map<std::uint32_t, std::size_t> open_; ///< the newest track of a vehicle
};

} // namespace cityproof::gui
