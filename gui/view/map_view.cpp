// SPDX-License-Identifier: Apache-2.0
#include "gui/view/map_view.hpp"

#include "gui/map/scale_bar.hpp"
#include "gui/map/screen_shape.hpp"
#include "gui/map/text.hpp"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cityproof::gui {

namespace {

constexpr double pick_radius_px = 7;
constexpr double drag_starts_px = 4;
constexpr double note_font_px = 12;
constexpr double margin_px = 12;
constexpr double key_step = 0.15;     ///< of the widget, for an arrow key
constexpr double key_zoom = 1.5;      ///< for + and -
constexpr double near_m_per_px = 0.5; ///< where a lamp and its street can be told apart

QFont attribution_font() {
    return map_font(0.85 * note_font_px);
}

} // namespace

MapView::MapView(std::unique_ptr<SceneRenderer> renderer, QWidget* parent)
    : QWidget{parent},
      renderer_{std::move(renderer)} {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map"));
    set_selection_text({});
    connect(renderer_.get(), &SceneRenderer::ready, this, qOverload<>(&QWidget::update));
}

void MapView::set_layers(std::vector<SceneLayer> layers) {
    layers_ = std::move(layers);
    request_picture();
    update();
}

void MapView::set_vehicles(VehicleDots dots) {
    dots_ = std::move(dots);
    update();
}

void MapView::set_theme(const Theme& theme) {
    theme_ = theme;
    request_picture();
    update();
}

void MapView::set_attribution(const QString& text) {
    attribution_ = text;
    update();
}

void MapView::set_highlight(std::optional<io::Geometry> shape) {
    highlight_ = std::move(shape);
    update();
}

void MapView::set_selection_text(const QString& text) {
    const QString use = tr("Map of the run. Arrow keys move it, plus and minus zoom, "
                           "Return selects what is in the middle.");
    setAccessibleDescription(
        text.isEmpty() ? use : tr("Selected: %1.").arg(text) + QLatin1Char{' '} + use);
}

void MapView::set_extent(const WorldBounds& bounds) {
    extent_ = bounds;
    fit();
}

void MapView::fit() {
    set_camera(Camera::fit(extent_, QRectF{rect()}, 24));
    fitted_ = true;
}

void MapView::go_to(const WorldBounds& place) {
    if (place.is_empty()) {
        return;
    }
    const Camera whole = Camera::fit(place, QRectF{rect()}, 0.25 * std::min(width(), height()));
    Camera camera = camera_.centred(whole.centre());
    const double wanted = std::max(whole.metres_per_pixel(), near_m_per_px);
    if (camera.metres_per_pixel() > 4 * wanted || camera.metres_per_pixel() < wanted) {
        camera = camera.zoomed(camera.viewport().center(), camera.metres_per_pixel() / wanted);
    }
    set_camera(camera);
}

void MapView::zoom(double factor) {
    set_camera(camera_.zoomed(camera_.viewport().center(), factor));
}

void MapView::set_camera(const Camera& camera) {
    fitted_ = false;
    if (camera == camera_) {
        return;
    }
    camera_ = camera;
    request_picture();
    update();
    emit camera_changed();
}

bool MapView::is_sharp() const {
    return !renderer_->is_busy() && renderer_->newest().camera == camera_;
}

void MapView::request_picture() {
    asked_ratio_ = devicePixelRatioF();
    renderer_->request({layers_, theme_, camera_, devicePixelRatioF()});
}

const QImage& MapView::compose() {
    const double ratio = devicePixelRatioF();
    const QSize pixels{std::max(1, static_cast<int>(std::lround(width() * ratio))),
                       std::max(1, static_cast<int>(std::lround(height() * ratio)))};
    if (frame_.size() != pixels) {
        frame_ = QImage{pixels, QImage::Format_RGB32};
    }
    frame_.setDevicePixelRatio(ratio);
    draw_still();
    splat(frame_, camera_, dots_);
    QPainter painter{&frame_};
    painter.setRenderHint(QPainter::Antialiasing);
    draw_highlight(painter);
    draw_notes(painter);
    return frame_;
}

/// The renderer's picture as it is, or moved and scaled to where its places are now.
void MapView::draw_still() {
    const RenderedScene& still = renderer_->newest();
    if (still.camera == camera_ && still.image.size() == frame_.size() &&
        still.image.format() == frame_.format() &&
        still.image.sizeInBytes() == frame_.sizeInBytes()) {
        std::memcpy(frame_.bits(), still.image.constBits(),
                    static_cast<std::size_t>(frame_.sizeInBytes()));
        return;
    }
    frame_.fill(theme_.background);
    if (still.image.isNull()) {
        return;
    }
    const QRectF& old = still.camera.viewport();
    const QRectF place{camera_.to_screen(still.camera.to_world(old.topLeft())),
                       camera_.to_screen(still.camera.to_world(old.bottomRight()))};
    QPainter painter{&frame_};
    painter.drawImage(place, still.image);
}

void MapView::draw_highlight(QPainter& painter) const {
    if (!highlight_) {
        return;
    }
    QPainterPath path;
    const QPolygonF shape = to_screen(*highlight_, camera_);
    if (shape.isEmpty()) {
        return;
    }
    if (shape.size() == 1) {
        path.addEllipse(shape.front(), 10, 10);
    } else {
        path.addPolygon(shape);
    }
    // Round the thing, not over it: its colour is what one wants to see.
    QPainterPathStroker around;
    around.setWidth(13);
    around.setCapStyle(Qt::RoundCap);
    around.setJoinStyle(Qt::RoundJoin);
    const QPainterPath outline =
        highlight_->kind == io::GeometryKind::line ? around.createStroke(path).simplified() : path;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{theme_.background, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.drawPath(outline);
    painter.setPen(QPen{theme_.ink, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.drawPath(outline);
}

QRectF MapView::attribution_rect() const {
    if (attribution_.isEmpty()) {
        return {};
    }
    const QFont font = attribution_font();
    const double room = std::max(1.0, 0.6 * width() - 2 * margin_px);
    const QStringList lines = wrap_text(font, attribution_, room);
    const QFontMetricsF metrics{font};
    double widest = 0;
    for (const QString& line : lines) {
        widest =
            std::max({widest, metrics.horizontalAdvance(line), metrics.boundingRect(line).right()});
    }
    const double height_px = static_cast<double>(lines.size()) * line_height(font);
    return {width() - margin_px - std::ceil(widest), height() - margin_px - height_px,
            std::ceil(widest), height_px};
}

void MapView::draw_notes(QPainter& painter) const {
    const double most_m = 0.25 * width() * camera_.metres_per_pixel();
    draw_scale_bar(painter, ScaleBar::fitting(most_m), camera_, {margin_px, height() - margin_px},
                   note_font_px, theme_);
    const QRectF box = attribution_rect();
    if (!box.isEmpty()) {
        QColor ground = theme_.background;
        ground.setAlpha(215);
        painter.fillRect(box.adjusted(-4, -2, 4, 2), ground);
        const QFont font = attribution_font();
        const double room = std::max(1.0, 0.6 * width() - 2 * margin_px);
        draw_lines(painter, font, wrap_text(font, attribution_, room), box.topLeft(),
                   theme_.soft_ink);
    }
}

std::optional<ObjectRef> MapView::object_at(const QPointF& place) const {
    return picker_ ? picker_(camera_.to_world(place), pick_radius_px * camera_.metres_per_pixel())
                   : std::nullopt;
}

void MapView::pick_at(const QPointF& place) {
    if (const auto object = object_at(place)) {
        emit picked(*object);
    } else {
        emit cleared();
    }
}

bool MapView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto object = object_at(help->pos());
        if (object && describer_) {
            QToolTip::showText(help->globalPos(), describer_(*object), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void MapView::paintEvent(QPaintEvent* /*event*/) {
    if (asked_ratio_ != devicePixelRatioF()) {
        request_picture(); // the window came to another screen
    }
    QPainter painter{this};
    painter.drawImage(QPointF{0, 0}, compose());
    if (hasFocus()) {
        painter.setPen(QPen{theme_.ink, 1, Qt::DotLine});
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

void MapView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (fitted_) {
        fit();
    } else {
        set_camera(camera_.with_viewport(QRectF{rect()}));
    }
}

void MapView::wheelEvent(QWheelEvent* event) {
    set_camera(camera_.zoomed(event->position(), std::pow(2.0, event->angleDelta().y() / 240.0)));
    event->accept();
}

void MapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        pressed_ = event->position();
        dragged_from_ = event->position();
        dragging_ = false;
    }
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
    const io::Point place = camera_.to_world(event->position());
    emit pointed_at(place.x_m, place.y_m);
    if (!pressed_) {
        return;
    }
    dragging_ = dragging_ || (event->position() - *pressed_).manhattanLength() >= drag_starts_px;
    if (dragging_) {
        setCursor(Qt::ClosedHandCursor);
        set_camera(camera_.panned(event->position() - dragged_from_));
        dragged_from_ = event->position();
    }
}

void MapView::mouseReleaseEvent(QMouseEvent* event) {
    if (pressed_ && !dragging_ && event->button() == Qt::LeftButton) {
        pick_at(event->position());
    }
    unsetCursor();
    pressed_.reset();
    dragging_ = false;
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event) {
    set_camera(camera_.zoomed(event->position(), 2));
}

void MapView::contextMenuEvent(QContextMenuEvent* event) {
    const bool by_key = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint place = by_key ? rect().center() : event->pos();
    if (const auto object = object_at(place)) {
        emit menu_wanted(*object, by_key ? mapToGlobal(place) : event->globalPos());
    }
}

void MapView::keyPressEvent(QKeyEvent* event) {
    const QPointF step{key_step * width(), key_step * height()};
    switch (event->key()) {
    case Qt::Key_Left:
        set_camera(camera_.panned({step.x(), 0}));
        break;
    case Qt::Key_Right:
        set_camera(camera_.panned({-step.x(), 0}));
        break;
    case Qt::Key_Up:
        set_camera(camera_.panned({0, step.y()}));
        break;
    case Qt::Key_Down:
        set_camera(camera_.panned({0, -step.y()}));
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(key_zoom);
        break;
    case Qt::Key_Minus:
        zoom(1 / key_zoom);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick_at(camera_.viewport().center());
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace cityproof::gui
