// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/view/object_ref.hpp"
#include "gui/view/scene_renderer.hpp"
#include "gui/view/vehicle_dots.hpp"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace cityproof::gui {

/// The map: the still picture that a SceneRenderer made, moving things on top of it, and what tells
/// where one is. While a new picture is on its way, the old one is shown moved and scaled, so the
/// window never waits for a drawing.
///
/// Mouse: drag moves, the wheel zooms at the cursor, a click picks, a double click zooms in. Keys:
/// arrows move, + and - zoom, Return picks what is in the middle.
class MapView : public QWidget {
    Q_OBJECT

  public:
    /// What is at a place, within a radius in metres.
    using Picker = std::function<std::optional<ObjectRef>(const io::Point&, double radius_m)>;
    /// Some words about a thing, for the tooltip.
    using Describer = std::function<QString(const ObjectRef&)>;

    explicit MapView(std::unique_ptr<SceneRenderer> renderer, QWidget* parent = nullptr);

    void set_layers(std::vector<SceneLayer> layers);
    void set_vehicles(VehicleDots dots);
    void set_theme(const Theme& theme);
    /// Who made the map's data. It is wrapped and never clipped.
    void set_attribution(const QString& text);
    /// The outline of what is selected.
    void set_highlight(std::optional<io::Geometry> shape);
    /// What is selected, in words, for screen readers; empty: nothing.
    void set_selection_text(const QString& text);
    /// What fit() shows.
    void set_extent(const WorldBounds& bounds);

    void set_picker(Picker picker) { picker_ = std::move(picker); }

    void set_describer(Describer describer) { describer_ = std::move(describer); }

    /// Shows the whole extent.
    void fit();
    /// Puts a place into the middle; comes near enough to see something as small as a lamp.
    void go_to(const WorldBounds& place);
    /// Zooms at the middle.
    void zoom(double factor);

    const Camera& camera() const { return camera_; }

    void set_camera(const Camera& camera);

    const VehicleDots& vehicles() const { return dots_; }

    /// Whether the still picture is of the camera and the layers that are shown now.
    bool is_sharp() const;
    /// What the widget shows, at its pixel ratio.
    const QImage& compose();

    const QString& attribution() const { return attribution_; }

    /// Where the attribution stands; all of it is inside the widget.
    QRectF attribution_rect() const;

    QSize sizeHint() const override { return {900, 640}; }

    QSize minimumSizeHint() const override { return {240, 180}; }

  signals:
    void picked(const cityproof::gui::ObjectRef& object);
    /// The context menu of a thing.
    void menu_wanted(const cityproof::gui::ObjectRef& object, const QPoint& on_screen);
    /// A click on nothing.
    void cleared();
    void pointed_at(double x_m, double y_m);
    void camera_changed();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void request_picture();
    void draw_still();
    void draw_highlight(QPainter& painter) const;
    void draw_notes(QPainter& painter) const;
    std::optional<ObjectRef> object_at(const QPointF& place) const;
    void pick_at(const QPointF& place);

    std::unique_ptr<SceneRenderer> renderer_;
    std::vector<SceneLayer> layers_;
    VehicleDots dots_;
    Theme theme_ = Theme::light();
    Camera camera_;
    WorldBounds extent_;
    bool fitted_ = true; ///< the user has not moved the map: it follows the window's size
    QString attribution_;
    std::optional<io::Geometry> highlight_;
    Picker picker_;
    Describer describer_;
    QImage frame_;
    double asked_ratio_ = 0; ///< pixel ratio of the picture that was asked for
    std::optional<QPointF> pressed_;
    QPointF dragged_from_;
    bool dragging_ = false;
};

} // namespace cityproof::gui
