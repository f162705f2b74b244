// SPDX-License-Identifier: Apache-2.0
#include "gui/window/layers_panel.hpp"

#include "gui/data/typed_limits.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"
#include "gui/map/words.hpp"
#include "gui/window/legend_view.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <ranges>

namespace cityproof::gui {

namespace {

constexpr int table_role = Qt::UserRole;

} // namespace

LayersPanel::LayersPanel(MapContent& content, QWidget* parent)
    : QWidget{parent},
      content_{content},
      list_{new QTreeWidget{this}},
      of_layer_{new QLabel{this}},
      channel_{new QComboBox{this}},
      limits_{new QLineEdit{this}},
      problem_{new QLabel{this}},
      legend_{new LegendView} {
    list_->setAccessibleName(tr("Layers"));
    list_->setHeaderHidden(true);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    channel_->setAccessibleName(tr("Colour by"));
    channel_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    channel_->setMinimumContentsLength(16);
    limits_->setAccessibleName(tr("Class limits"));
    limits_->setPlaceholderText(tr("from the data"));
    limits_->setToolTip(tr("At most 6 numbers, ascending, separated by commas; empty: from the "
                           "data"));
    problem_->setWordWrap(true);
    problem_->hide();
    auto* fit = new QPushButton{tr("Fit"), this};
    fit->setAccessibleName(tr("Fit classes to the data"));
    fit->setToolTip(tr("Take the classes from all that was recorded so far"));
    auto* scroll = new QScrollArea{this};
    scroll->setAccessibleName(tr("Legend"));
    scroll->setWidget(legend_);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(list_, 3);
    column->addWidget(of_layer_);
    column->addWidget(channel_);
    auto* row = new QHBoxLayout;
    row->addWidget(limits_, 1);
    row->addWidget(fit);
    column->addLayout(row);
    column->addWidget(problem_);
    column->addWidget(scroll, 4);

    connect(list_, &QTreeWidget::currentItemChanged, this, &LayersPanel::show_settings);
    connect(list_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int) {
        if (!filling_) {
            content_.set_visible(item->data(0, table_role).toString().toStdString(),
                                 item->checkState(0) == Qt::Checked);
            emit changed();
        }
    });
    connect(channel_, &QComboBox::activated, this, &LayersPanel::take_channel);
    connect(limits_, &QLineEdit::editingFinished, this, &LayersPanel::take_limits);
    connect(fit, &QPushButton::clicked, this, [this] {
        content_.set_limits(current(), {});
        content_.forget_ranges();
        limits_->clear();
        problem_->hide();
        emit fit_wanted();
    });
}

void LayersPanel::show_run() {
    filling_ = true;
    list_->clear();
    std::string colored = "street"; // where no layer has colours, as in a city without a run
    // The uppermost layer on top, as in every map program.
    for (const LayerSettings& layer : std::views::reverse(content_.layers())) {
        auto* row = new QTreeWidgetItem{list_, {layer.title}};
        row->setData(0, table_role, QString::fromStdString(layer.table));
        row->setFlags(row->flags() | Qt::ItemIsUserCheckable);
        row->setCheckState(0, layer.visible ? Qt::Checked : Qt::Unchecked);
        if (!layer.channel.empty()) {
            colored = layer.table;
        }
    }
    filling_ = false;
    choose(colored);
}

void LayersPanel::choose(const std::string& table) {
    for (int row = 0; row < list_->topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = list_->topLevelItem(row);
        if (item->data(0, table_role).toString().toStdString() == table) {
            list_->setCurrentItem(item);
        }
    }
    show_settings();
}

std::string LayersPanel::current() const {
    const QTreeWidgetItem* item = list_->currentItem();
    return item == nullptr ? std::string{} : item->data(0, table_role).toString().toStdString();
}

void LayersPanel::show_settings() {
    const LayerSettings* settings = content_.layer(current());
    channel_->clear();
    limits_->clear();
    problem_->hide();
    channel_->setEnabled(settings != nullptr);
    if (settings == nullptr) {
        of_layer_->setText(tr("No layer is chosen"));
        limits_->setEnabled(false);
        return;
    }
    of_layer_->setText(tr("%1: colour by").arg(settings->title));
    channel_->addItem(tr("nothing (plain)"), QString{});
    for (const std::string& name : content_.channels_of(settings->table)) {
        const QString unit = content_.unit_of(name);
        const QString title =
            name == vehicle_speed_channel ? Words::tr("Speed of vehicles") : channel_title(name);
        channel_->addItem(unit.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, unit),
                          QString::fromStdString(name));
        channel_->setItemData(channel_->count() - 1, QString::fromStdString(name), Qt::ToolTipRole);
    }
    channel_->setCurrentIndex(
        std::max(0, channel_->findData(QString::fromStdString(settings->channel))));
    limits_->setEnabled(!settings->channel.empty());
    limits_->setText(limits_text(settings->limits));
}

void LayersPanel::take_channel() {
    const std::string table = current();
    content_.set_channel(table, channel_->currentData().toString().toStdString());
    if (!channel_->currentData().toString().isEmpty()) {
        content_.set_visible(table, true);
        filling_ = true;
        list_->currentItem()->setCheckState(0, Qt::Checked);
        filling_ = false;
    }
    show_settings();
    emit changed();
}

void LayersPanel::take_limits() {
    const LayerSettings* settings = content_.layer(current());
    if (settings == nullptr || settings->channel.empty()) {
        return;
    }
    const TypedLimits typed = read_limits(limits_->text(), false);
    problem_->setText(tr("Class limits: %1.").arg(typed.problem));
    problem_->setVisible(!typed.problem.isEmpty());
    if (typed.problem.isEmpty() && typed.limits != settings->limits) {
        content_.set_limits(current(), typed.limits);
        emit changed();
    }
}

void LayersPanel::show_legend(const Theme& theme) {
    legend_->set_legends(content_.legends(theme), theme);
}

} // namespace cityproof::gui
