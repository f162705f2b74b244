// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/theme.hpp"

#include <QWidget>

namespace cityproof::gui {

class MapView;
class SwipeHandle;

/// How two runs are shown.
enum class CompareMode {
    alone,        ///< A only: no comparison
    side_by_side, ///< A left, B right
    swipe,        ///< one map, A left of a divider, B right of it
    difference,   ///< one map of B minus A
};

/// The map of a run, and beside or on it the map of another one and that of their difference. All
/// show the same part of the city: a camera that moves takes the others with it.
class MapPair : public QWidget {
    Q_OBJECT

  public:
    /// `first` becomes a child; it is the only map in mode `alone`.
    explicit MapPair(MapView* first, QWidget* parent = nullptr);

    void set_mode(CompareMode mode);

    CompareMode mode() const { return mode_; }

    /// The map that commands such as "show all" are for; the others follow it.
    MapView* leader() const { return mode_ == CompareMode::difference ? difference_ : first_; }

    MapView* first() const { return first_; }

    MapView* second() const { return second_; }

    MapView* difference() const { return difference_; }

    SwipeHandle* handle() const { return handle_; }

    void set_theme(const Theme& theme);

    /// Where the divider is: 0 at the left edge, 1 at the right one.
    double divider() const { return divider_; }

    void set_divider(double share);

  signals:
    void divider_moved(double share);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void place();
    void follow(const MapView* moved);

    MapView* first_;
    MapView* second_;
    MapView* difference_;
    SwipeHandle* handle_;
    CompareMode mode_ = CompareMode::alone;
    double divider_ = 0.5;
    bool following_ = false;
};

} // namespace cityproof::gui
