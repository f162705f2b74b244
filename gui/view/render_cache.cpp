// SPDX-License-Identifier: Apache-2.0
#include "gui/view/render_cache.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cityproof::gui {

namespace {

QSize pixels_of(const Scene& scene) {
    const QSizeF size = scene.camera.viewport().size() * scene.pixel_ratio;
    return {std::max(1, static_cast<int>(std::lround(size.width()))),
            std::max(1, static_cast<int>(std::lround(size.height())))};
}

} // namespace

RenderCache::RenderCache(QObject* parent) : SceneRenderer{parent}, thread_{[this] { run(); }} {
}

RenderCache::~RenderCache() {
    {
        const std::scoped_lock lock{mutex_};
        stopped_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void RenderCache::request(Scene scene) {
    {
        const std::scoped_lock lock{mutex_};
        wanted_ = std::move(scene);
        wanted_number_ = ++asked_;
    }
    wake_.notify_one();
}

void RenderCache::run() {
    for (;;) {
        Scene scene;
        std::size_t number = 0;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stopped_ || wanted_; });
            if (stopped_) {
                return;
            }
            scene = std::move(*wanted_);
            number = wanted_number_;
            wanted_.reset();
        }
        RenderedScene rendered{draw(scene), scene.camera};
        QMetaObject::invokeMethod(
            this,
            [this, number, rendered = std::move(rendered)] {
                newest_ = rendered;
                answered_ = number;
                emit ready();
            },
            Qt::QueuedConnection);
    }
}

QImage RenderCache::draw(const Scene& scene) {
    const bool same_view = sheets_camera_ == scene.camera && sheets_ratio_ == scene.pixel_ratio &&
                           sheets_dark_ == scene.theme.dark;
    std::vector<Sheet> before = same_view ? std::move(sheets_) : std::vector<Sheet>{};
    sheets_.clear();
    sheets_camera_ = scene.camera;
    sheets_ratio_ = scene.pixel_ratio;
    sheets_dark_ = scene.theme.dark;

    QImage image{pixels_of(scene), QImage::Format_RGB32};
    image.setDevicePixelRatio(scene.pixel_ratio);
    image.fill(scene.theme.background);
    QPainter painter{&image};
    for (auto layer = scene.layers.begin(); layer != scene.layers.end();) {
        const auto end = std::find_if(layer, scene.layers.end(), [&](const SceneLayer& other) {
            return other.changes != layer->changes;
        });
        std::vector<std::shared_ptr<const Layer>> group;
        std::transform(layer, end, std::back_inserter(group),
                       [](const SceneLayer& one) { return one.layer; });
        painter.drawImage(QPointF{0, 0}, sheet(scene, std::move(group), before));
        layer = end;
    }
    return image;
}

QImage RenderCache::sheet(const Scene& scene, std::vector<std::shared_ptr<const Layer>> layers,
                          std::vector<Sheet>& kept) {
    const auto same = std::find_if(kept.begin(), kept.end(),
                                   [&](const Sheet& one) { return one.layers == layers; });
    if (same != kept.end()) {
        sheets_.push_back(std::move(*same));
        kept.erase(same);
        return sheets_.back().image;
    }
    QImage image{pixels_of(scene), QImage::Format_ARGB32_Premultiplied};
    image.setDevicePixelRatio(scene.pixel_ratio);
    image.fill(Qt::transparent);
    QPainter painter{&image};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-scene.camera.viewport().topLeft());
    for (const auto& layer : layers) {
        painter.save();
        layer->paint(painter, scene.camera, scene.theme);
        painter.restore();
    }
    painter.end();
    sheets_.push_back({std::move(layers), image});
    return image;
}

} // namespace cityproof::gui
