// SPDX-License-Identifier: Apache-2.0
#include "gui/inspect/inspector.hpp"

#include "gui/data/channel_style.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"
#include "gui/map/words.hpp"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

/// Whole numbers as they are, others with four digits.
QString number(double value) {
    const bool whole = value == std::round(value) && std::abs(value) < 1e7;
    QString text = whole ? QString::number(value, 'f', 0) : QString::number(value, 'g', 4);
    if (text.contains(QLatin1Char{'e'}) && std::abs(value) >= 1 && std::abs(value) < 1e9) {
        text = QString::number(value, 'f', 0);
    }
    return text.replace(QLatin1Char{'-'}, QChar{0x2212});
}

QString metres(double value) {
    return QStringLiteral("%1 m").arg(value, 0, 'f', 1);
}

} // namespace

QString shown_value(const io::ChannelDescription& channel, float stored) {
    if (!std::isfinite(stored)) {
        return Words::tr("no data");
    }
    const ChannelStyle style = channel_style(channel);
    const QString text = number(static_cast<double>(stored) * style.factor);
    return style.unit.isEmpty() ? text : text + QStringLiteral(" ") + style.unit;
}

Inspector::Inspector(const IdSearch& search, QWidget* parent)
    : QWidget{parent},
      search_{search},
      heading_{new QLabel{this}},
      hint_{new QLabel{tr("Click something on the map, or press Ctrl+F"), this}},
      rows_{new QTreeWidget{this}} {
    heading_->setWordWrap(true);
    heading_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    heading_->setFont(map_font(14, true));
    hint_->setWordWrap(true);
    rows_->setAccessibleName(tr("Values of the selected thing"));
    rows_->setColumnCount(2);
    rows_->setHeaderLabels({tr("What"), tr("Value")});
    rows_->setRootIsDecorated(false);
    rows_->setUniformRowHeights(true);
    rows_->setAlternatingRowColors(true);
    rows_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* centre = new QPushButton{tr("Show on the map"), this};
    centre->setAccessibleName(tr("Show on the map"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(heading_);
    column->addWidget(hint_);
    column->addWidget(rows_, 1);
    column->addWidget(centre);
    connect(centre, &QPushButton::clicked, this, &Inspector::go_to_wanted);
    connect(rows_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int) {
        if (filling_) {
            return;
        }
        for (const auto& [channel, row] : channels_) {
            if (row == item) {
                const bool on = item->checkState(0) == Qt::Checked;
                on ? static_cast<void>(ticked_.insert(channel->name))
                   : static_cast<void>(ticked_.erase(channel->name));
                emit charted_changed();
            }
        }
    });
    select(std::nullopt, {});
}

void Inspector::set_run(std::shared_ptr<const RunFacts> facts) {
    facts_ = std::move(facts);
    ticked_.clear();
    select(std::nullopt, {});
}

void Inspector::add_row(const QString& name, const QString& value) {
    auto* row = new QTreeWidgetItem{rows_, {name, value}};
    row->setToolTip(1, value);
}

void Inspector::add_place(const io::Geometry& shape) {
    if (shape.points.empty()) {
        add_row(tr("Place"), tr("not on the map"));
        return;
    }
    if (shape.kind == io::GeometryKind::point) {
        add_row(tr("East"), metres(shape.points[0].x_m));
        add_row(tr("North"), metres(shape.points[0].y_m));
        return;
    }
    double length_m = 0;
    for (std::size_t i = 1; i < shape.points.size(); ++i) {
        length_m += std::hypot(shape.points[i].x_m - shape.points[i - 1].x_m,
                               shape.points[i].y_m - shape.points[i - 1].y_m);
    }
    add_row(shape.kind == io::GeometryKind::line ? tr("Length") : tr("Outline"), metres(length_m));
}

void Inspector::add_channels(const std::string& preferred) {
    const bool any = std::any_of(
        facts_->channels.begin(), facts_->channels.end(), [&](const io::ChannelDescription& one) {
            return one.table == object_->table && ticked_.contains(one.name);
        });
    for (const io::ChannelDescription& channel : facts_->channels) {
        if (channel.table != object_->table) {
            continue;
        }
        const bool first = !any && preferred.empty() && channels_.empty();
        if (!any && (channel.name == preferred || first)) {
            ticked_.insert(channel.name);
        }
        auto* row = new QTreeWidgetItem{rows_, {channel_title(channel.name), QString{}}};
        row->setToolTip(0, plain_text(channel.name) + QStringLiteral(": ") +
                               plain_text(channel.description));
        if (!facts_->is_city) { // what has no time has no chart
            row->setFlags(row->flags() | Qt::ItemIsUserCheckable);
            row->setCheckState(0, ticked_.contains(channel.name) ? Qt::Checked : Qt::Unchecked);
        }
        channels_.emplace_back(&channel, row);
    }
}

void Inspector::select(const std::optional<ObjectRef>& object, const std::string& preferred) {
    filling_ = true;
    object_ = object;
    rows_->clear();
    channels_.clear();
    vehicle_row_ = nullptr;
    hint_->setVisible(!object_ || !facts_);
    if (!object_ || !facts_) {
        heading_->setText(tr("Nothing is selected"));
    } else {
        heading_->setText(layer_title(object_->table) + QStringLiteral(": ") +
                          plain_text(search_.id(*object_)));
        if (const io::EntityTable* table = facts_->table(object_->table)) {
            const QString origin = plain_text(facts_->meta_text("provenance_" + object_->table));
            if (!origin.isEmpty()) {
                add_row(tr("Source of the data"), origin);
            }
            add_place(table->geometry[object_->index]);
            for (const TextColumn& texts : facts_->texts) {
                if (texts.table == object_->table && !texts.values[object_->index].empty()) {
                    add_row(channel_title(texts.name), plain_text(texts.values[object_->index]));
                }
            }
            const bool of_table = facts_->channel(preferred) != nullptr &&
                                  facts_->channel(preferred)->table == object_->table;
            add_channels(of_table ? preferred : std::string{});
        } else {
            vehicle_row_ = new QTreeWidgetItem{rows_, {tr("Speed"), QString{}}};
        }
    }
    filling_ = false;
    emit charted_changed();
}

void Inspector::show_frame(const Frame& frame) {
    filling_ = true;
    for (const auto& [channel, row] : channels_) {
        const std::vector<float>* values = frame.values(channel->name);
        row->setText(1, values != nullptr && object_->index < values->size()
                            ? shown_value(*channel, (*values)[object_->index])
                            : QStringLiteral("…"));
    }
    filling_ = false;
}

void Inspector::show_vehicle(const VehicleDots& dots) {
    if (vehicle_row_ == nullptr || !object_) {
        return;
    }
    const auto found =
        std::find(dots.ids.begin(), dots.ids.end(), static_cast<std::uint32_t>(object_->index));
    vehicle_row_->setText(
        1, found == dots.ids.end()
               ? tr("not on the road now")
               : number(static_cast<double>(
                            dots.speeds_mps[static_cast<std::size_t>(found - dots.ids.begin())]) *
                        3.6) +
                     QStringLiteral(" km/h"));
}

std::vector<std::string> Inspector::charted() const {
    std::vector<std::string> names;
    for (const auto& [channel, row] : channels_) {
        if (row->checkState(0) == Qt::Checked) {
            names.push_back(channel->name);
        }
    }
    return names;
}

QString Inspector::heading() const {
    return heading_->text();
}

} // namespace cityproof::gui
