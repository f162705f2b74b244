// SPDX-License-Identifier: Apache-2.0
// The part of CompareView that shows the difference, and what is called what.
#include "gui/compare/compare_view.hpp"
#include "gui/data/channel_style.hpp"
#include "gui/data/run_clock.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"
#include "gui/view/map_view.hpp"

#include <QFileInfo>
#include <QLabel>

#include <cmath>

namespace cityproof::gui {

void CompareView::join_difference() {
    connect(bar_, &CompareBar::limits_changed, this, &CompareView::draw_difference);
    MapView* difference = maps_->difference();
    difference->set_picker([this](const io::Point& point, double radius_m) {
        return a_.content.pick(point, radius_m);
    });
    difference->set_describer([this](const ObjectRef& object) {
        const io::EntityTable* table =
            a_.store.facts() ? a_.store.facts()->table(object.table) : nullptr;
        QString text = layer_title(object.table);
        if (table != nullptr) {
            text += QStringLiteral(": ") + plain_text(table->ids[object.index]);
        }
        if (difference_ && difference_->table == object.table &&
            object.index < difference_->values.size()) {
            const float value = difference_->values[object.index];
            const QString unit = a_.content.unit_of(difference_->request.channel);
            text +=
                QLatin1Char{'\n'} +
                (std::isfinite(value) ? tr("B − A: %1 %2")
                                            .arg((value > 0 ? QStringLiteral("+") : QString{}) +
                                                 QString::number(static_cast<double>(value), 'g', 4)
                                                     .replace(QLatin1Char{'-'}, QChar{0x2212}))
                                            .arg(unit)
                                      : tr("no data"));
        }
        return text;
    });
    connect(difference, &MapView::picked, this,
            [this](const ObjectRef& object) { emit picked(object); });
}

void CompareView::ask_for_difference() {
    if (!has_b_ || maps_->mode() != CompareMode::difference || channel_.empty() ||
        a_.playback.is_empty()) {
        return;
    }
    DifferenceRequest request{channel_, a_.playback.time_s(), {}, pair_, bar_->wants_all_seeds()};
    if (bar_->wants_mean_of_range()) {
        request.time_s = 0; // of no matter
        request.range_s = {a_.playback.first_s(), a_.playback.last_s()};
    }
    if (asked_difference_ != request) {
        asked_difference_ = request;
        differences_.request(request);
    }
}

std::optional<ColorScale> CompareView::difference_scale() const {
    const io::ChannelDescription* channel =
        difference_ && a_.store.facts() ? a_.store.facts()->channel(difference_->request.channel)
                                        : nullptr;
    if (channel == nullptr) {
        return std::nullopt;
    }
    const ChannelStyle style = channel_style(*channel);
    Measure measure{
        tr("%1, B − A").arg(channel_title(channel->name)), style.unit, false, false, {}};
    return scale_of(std::move(measure),
                    with_limits(difference_->range, bar_->limits_of(channel->name)), theme_,
                    style.critical, true);
}

void CompareView::draw_difference() {
    const auto scale = difference_scale();
    if (!scale) {
        return;
    }
    auto shown =
        a_.content.scene_showing(difference_->table, {*scale, difference_->values}, theme_);
    maps_->difference()->set_layers(std::move(shown.layers));
    difference_legends_ = std::move(shown.legends);
    show_names();
    emit legends_changed();
}

QString CompareView::name_of_a() const {
    return a_.store.facts() ? arm_label(*a_.store.facts()) : QString{};
}

QString CompareView::name_of_b() const {
    return has_b_ ? arm_label(*store_.facts()) : QString{};
}

QString CompareView::name_of_difference() const {
    if (!is_open()) {
        return {};
    }
    QStringList parts{tr("B − A: %1 minus %2").arg(name_of_b(), name_of_a())};
    const std::size_t pairs = arms_[arm_].pairs.size();
    if (bar_->wants_all_seeds() && a_.store.facts() && has_b_) {
        const auto arm_of = [](const RunFacts& facts) {
            const QString policy = plain_text(facts.meta_text("policy"));
            return policy.isEmpty() ? tr("baseline") : policy;
        };
        parts = {tr("B − A: %1 minus %2, mean of %3 seeds")
                     .arg(arm_of(*store_.facts()), arm_of(*a_.store.facts()))
                     .arg(pairs)};
    }
    if (bar_->wants_mean_of_range() && a_.store.facts()) {
        const RunClock clock{a_.store.facts()->meta_text("start_local"),
                             a_.store.facts()->meta_text("time_zone")};
        parts << tr("mean from %1 to %2")
                     .arg(clock.short_text(a_.playback.first_s()),
                          clock.short_text(a_.playback.last_s()));
    }
    if (arms_.size() > 1) { // points of a study have runs of the same policies and seeds
        parts << tr("arm %1").arg(plain_text(arms_[arm_].name));
    }
    return parts.join(QStringLiteral(", "));
}

void CompareView::show_names() {
    if (maps_->mode() == CompareMode::difference) {
        name_a_->setText(name_of_difference());
        return;
    }
    const auto named = [](const QString& letter, const QString& name,
                          const std::shared_ptr<const RunFacts>& facts) {
        const QString file =
            facts ? QFileInfo{QString::fromStdString(facts->file)}.fileName() : QString{};
        return QStringLiteral("%1: %2 (%3)").arg(letter, name, file);
    };
    name_a_->setText(named(QStringLiteral("A"), name_of_a(), a_.store.facts()));
    name_b_->setText(named(QStringLiteral("B"), name_of_b(), store_.facts()));
}

} // namespace cityproof::gui
