// SPDX-License-Identifier: Apache-2.0
// The part of CompareView that makes pictures of what it shows.
#include "gui/compare/compare_view.hpp"
#include "gui/data/run_clock.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/map_picture.hpp"
#include "gui/map/text.hpp"
#include "gui/view/map_view.hpp"

#include <QPainter>

namespace cityproof::gui {

namespace {

/// The vehicles of a map as it shows them.
class DotsLayer : public Layer {
  public:
    explicit DotsLayer(VehicleDots dots) : dots_{std::move(dots)} {}

    std::string name() const override { return vehicle_table; }

    Legend legend(const Theme& /*theme*/) const override { return {}; }

    void paint(QPainter& painter, const Camera& camera, const Theme& /*theme*/) const override {
        const double radius_px = dot_width_px(dots_.x_m.size()) / 2.0;
        for (std::size_t i = 0; i < dots_.x_m.size(); ++i) {
            const QPointF place = camera.to_screen({dots_.x_m[i], dots_.y_m[i]});
            if (!camera.viewport().contains(place)) {
                continue;
            }
            const std::size_t one = i < dots_.classes.size() ? dots_.classes[i] : 0;
            painter.setPen(QPen{QColor::fromRgb(dots_.edge), 1});
            painter.setBrush(QColor::fromRgb(dots_.colors[one]));
            painter.drawEllipse(place, radius_px, radius_px);
        }
    }

  private:
    VehicleDots dots_;
};

void add_layers(MapPicture& picture, const std::vector<SceneLayer>& layers, VehicleDots dots) {
    for (const SceneLayer& layer : layers) {
        picture.add(layer.layer);
    }
    if (!dots.x_m.empty()) {
        picture.add(std::make_shared<DotsLayer>(std::move(dots)));
    }
}

/// What a window shows, and not more than the city.
WorldBounds shown_part(const Camera& camera, const WorldBounds& city) {
    WorldBounds part;
    const QRectF& view = camera.viewport();
    part.add(camera.to_world(view.topLeft()));
    part.add(camera.to_world(view.bottomRight()));
    const bool all = !city.is_empty() && part.min_x_m <= city.min_x_m &&
                     part.min_y_m <= city.min_y_m && part.max_x_m >= city.max_x_m &&
                     part.max_y_m >= city.max_y_m;
    return all ? city : part;
}

/// "scenario Morning peak, seed 1, Cityproof 0.1.0".
QString provenance(const RunFacts& facts) {
    QStringList parts;
    const QString scenario = plain_text(facts.meta_text("scenario_name"));
    if (!scenario.isEmpty()) {
        parts << CompareView::tr("scenario %1").arg(scenario);
    }
    parts << arm_label(facts);
    return parts.join(QStringLiteral(", "));
}

} // namespace

MapPicture CompareView::picture(const QString& credit) {
    const RunFacts& a = *a_.store.facts();
    const CompareMode mode = maps_->mode();
    const RunClock clock{a.meta_text("start_local"), a.meta_text("time_zone")};
    const QString channel = channel_title(
        mode == CompareMode::difference && difference_ ? difference_->request.channel : channel_);
    PictureText text;
    const QString city = plain_text(a.meta_text("city_name"));
    const QString scenario = plain_text(a.meta_text("scenario_name"));
    text.title = scenario.startsWith(city) || city.isEmpty()
                     ? scenario
                     : city + QStringLiteral(" \u2013 ") + scenario;
    QStringList words;
    if (has_b_ && !channel.isEmpty()) {
        words << channel;
    }
    if (mode == CompareMode::difference && difference_ && difference_->request.range_s) {
        const auto [first_s, last_s] = *difference_->request.range_s;
        words << tr("mean from %1 to %2").arg(clock.text(first_s), clock.text(last_s));
    } else {
        words << clock.text(a_.playback.time_s());
    }
    text.subtitle = words.join(QStringLiteral("  \u00b7  "));
    QStringList origin{tr("Cityproof %1").arg(plain_text(a.meta_text("version")))};
    if (mode == CompareMode::difference && difference_ && difference_->request.all_pairs) {
        QStringList seeds;
        for (const RunPair& pair : arms_[arm_].pairs) {
            seeds << plain_text(pair.seed);
        }
        origin << tr("scenario %1").arg(scenario)
               << tr("seeds %1").arg(seeds.join(QStringLiteral(", ")));
    } else {
        origin << provenance(a);
        if (has_b_) {
            origin << provenance(*store_.facts());
        }
    }
    if (has_b_ && !arms_[arm_].name.empty()) {
        origin << tr("study, arm %1").arg(plain_text(arms_[arm_].name));
    }
    if (!credit.isEmpty()) {
        origin << credit;
    }
    text.provenance = origin.join(QStringLiteral("  \u00b7  "));

    MapPicture picture{theme_, std::move(text)};
    picture.set_extent(shown_part(maps_->leader()->camera(), a_.content.extent()));
    if (mode == CompareMode::difference) {
        picture.set_caption(name_of_difference());
        if (const auto scale = difference_scale()) {
            add_layers(
                picture,
                a_.content.scene_showing(difference_->table, {*scale, difference_->values}, theme_)
                    .layers,
                {});
        }
    } else {
        add_layers(picture, a_.content.scene(theme_), a_.content.dots(theme_));
        if (mode != CompareMode::alone) {
            picture.set_caption(QStringLiteral("A: ") + name_of_a());
            picture.add_pane(QStringLiteral("B: ") + name_of_b());
            add_layers(picture, content_.scene(theme_), content_.dots(theme_));
        }
    }
    picture.set_legends(legends());
    return picture;
}

} // namespace cityproof::gui
