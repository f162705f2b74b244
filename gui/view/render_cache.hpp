// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/view/scene_renderer.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace cityproof::gui {

/// Draws scenes with QPainter in one thread of its own. Neighbouring layers that do not change are
/// kept as one picture, so that a new moment of the run redraws only what it changes. Threads: that
/// of the object.
class RenderCache : public SceneRenderer {
    Q_OBJECT

  public:
    explicit RenderCache(QObject* parent = nullptr);
    ~RenderCache() override;

    void request(Scene scene) override;

    const RenderedScene& newest() const override { return newest_; }

    bool is_busy() const override { return asked_ != answered_; }

  private:
    /// Layers that were drawn together.
    struct Sheet {
        std::vector<std::shared_ptr<const Layer>> layers;
        QImage image; ///< transparent where nothing was drawn
    };

    void run();
    QImage draw(const Scene& scene);
    QImage sheet(const Scene& scene, std::vector<std::shared_ptr<const Layer>> layers,
                 std::vector<Sheet>& kept);

    RenderedScene newest_;
    std::size_t asked_ = 0;
    std::size_t answered_ = 0;

    // The drawing thread's own.
    std::vector<Sheet> sheets_;
    Camera sheets_camera_;
    double sheets_ratio_ = 0;
    bool sheets_dark_ = false;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::optional<Scene> wanted_; ///< guarded by mutex_
    std::size_t wanted_number_ = 0;
    bool stopped_ = false;
    std::thread thread_; // last member
};

} // namespace cityproof::gui
