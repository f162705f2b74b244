// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/layer.hpp"

#include <QImage>
#include <QObject>

#include <memory>
#include <vector>

namespace cityproof::gui {

/// One layer of a scene. Layers never change once they are in a scene, so that a thread may draw
/// them while the window makes others.
struct SceneLayer {
    std::shared_ptr<const Layer> layer;
    bool changes = false; ///< is made anew for each moment of the run
};

/// All that does not move, seen by a camera.
struct Scene {
    std::vector<SceneLayer> layers; ///< in the order of drawing
    Theme theme = Theme::light();
    Camera camera;
    double pixel_ratio = 1;
};

/// A scene's picture: opaque, of the camera's viewport.
struct RenderedScene {
    QImage image;
    Camera camera;
};

/// Draws scenes somewhere else than in the window's thread. The interface that another renderer
/// (OpenGL) would have to offer.
class SceneRenderer : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// Asks for a picture. A request that has not been begun is replaced by the next one.
    virtual void request(Scene scene) = 0;
    /// The last finished picture; a null image before the first.
    virtual const RenderedScene& newest() const = 0;
    /// Whether what was asked for last is not finished yet.
    virtual bool is_busy() const = 0;

  signals:
    void ready();
};

} // namespace cityproof::gui
