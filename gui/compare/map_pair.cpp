// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/map_pair.hpp"

#include "gui/compare/swipe_handle.hpp"
#include "gui/view/map_view.hpp"
#include "gui/view/render_cache.hpp"

#include <QRegion>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

constexpr int gap_px = 3; ///< between the maps

} // namespace

MapPair::MapPair(MapView* first, QWidget* parent)
    : QWidget{parent},
      first_{first},
      second_{new MapView{std::make_unique<RenderCache>(), this}},
      difference_{new MapView{std::make_unique<RenderCache>(), this}},
      handle_{new SwipeHandle{this}} {
    first_->setParent(this);
    second_->setAccessibleName(tr("Map of run B"));
    difference_->setAccessibleName(tr("Map of the difference, B minus A"));
    for (MapView* map : {first_, second_, difference_}) {
        connect(map, &MapView::camera_changed, this, [this, map] { follow(map); });
    }
    connect(handle_, &SwipeHandle::moved, this,
            [this](double by_px) { set_divider(divider_ + by_px / std::max(1, width())); });
    connect(handle_, &SwipeHandle::stepped, this,
            [this](double by_share) { set_divider(divider_ + by_share); });
    setMinimumSize(first_->minimumSizeHint());
    set_mode(CompareMode::alone);
}

void MapPair::follow(const MapView* moved) {
    // A hidden map has no say: it is moved when it is shown again.
    if (following_ || moved->isHidden()) {
        return;
    }
    following_ = true;
    for (MapView* map : {first_, second_, difference_}) {
        if (map != moved && !map->isHidden()) {
            map->set_camera(moved->camera().with_viewport(QRectF{map->rect()}));
        }
    }
    following_ = false;
}

void MapPair::set_mode(CompareMode mode) {
    const Camera camera = leader()->camera();
    const bool was_alone = mode_ == CompareMode::alone;
    mode_ = mode;
    following_ = true; // until all have their place
    first_->setVisible(mode != CompareMode::difference);
    second_->setVisible(mode == CompareMode::side_by_side || mode == CompareMode::swipe);
    difference_->setVisible(mode == CompareMode::difference);
    handle_->setVisible(mode == CompareMode::swipe);
    first_->setAccessibleName(mode == CompareMode::alone ? tr("Map") : tr("Map of run A"));
    place();
    for (MapView* map : {first_, second_, difference_}) {
        // A map that still shows all of the city goes on doing so in its new size.
        if (!map->isHidden() && !(map == first_ && was_alone)) {
            map->set_camera(camera.with_viewport(QRectF{map->rect()}));
        }
    }
    following_ = false;
    follow(leader());
}

void MapPair::set_theme(const Theme& theme) {
    second_->set_theme(theme);
    difference_->set_theme(theme);
    handle_->set_theme(theme);
}

void MapPair::set_divider(double share) {
    divider_ = std::clamp(share, 0.0, 1.0);
    place();
    emit divider_moved(divider_);
}

void MapPair::place() {
    const QRect all = rect();
    if (mode_ == CompareMode::side_by_side) {
        const int half = (all.width() - gap_px) / 2;
        first_->setGeometry(0, 0, half, all.height());
        second_->setGeometry(all.width() - half, 0, half, all.height());
        second_->clearMask();
        return;
    }
    first_->setGeometry(all);
    difference_->setGeometry(all);
    second_->setGeometry(all);
    if (mode_ == CompareMode::swipe) {
        const int x = static_cast<int>(std::lround(divider_ * all.width()));
        // B lies on A and is cut off left of the divider, with its mouse.
        second_->setMask(QRegion{x, 0, std::max(1, all.width() - x), all.height()});
        second_->raise();
        handle_->setGeometry(x - SwipeHandle::width_px / 2, 0, SwipeHandle::width_px, all.height());
        handle_->set_share(divider_);
        handle_->raise();
    }
}

void MapPair::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
    follow(leader());
}

} // namespace cityproof::gui
