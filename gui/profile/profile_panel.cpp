// SPDX-License-Identifier: Apache-2.0
#include "gui/profile/profile_panel.hpp"

#include "gui/data/channel_style.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace cityproof::gui {

namespace {

constexpr const char* street_table = "street";
constexpr const char* pressure_channel = "water/node_pressure";

} // namespace

ProfilePanel::ProfilePanel(const IdSearch& search, QWidget* parent)
    : QWidget{parent},
      search_{search},
      plot_{new XyPlot{this}},
      channel_{new QComboBox{this}},
      add_{new QToolButton{this}},
      clear_{new QToolButton{this}} {
    channel_->setAccessibleName(tr("Channel of the profile"));
    channel_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    channel_->setMinimumContentsLength(16);
    add_->setText(tr("Next streets follow"));
    add_->setAccessibleName(add_->text());
    add_->setToolTip(tr("While it is pressed, every street that you select is put behind the ones "
                        "before: a way through the city"));
    add_->setCheckable(true);
    clear_->setText(tr("Begin anew"));
    clear_->setAccessibleName(clear_->text());
    clear_->setToolTip(tr("Only the selected street"));
    for (QToolButton* button : {add_, clear_}) {
        button->setFocusPolicy(Qt::StrongFocus);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(6, 4, 6, 0);
    buttons->addWidget(channel_);
    buttons->addWidget(add_);
    buttons->addWidget(clear_);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(buttons);
    column->addWidget(plot_, 1);
    connect(channel_, &QComboBox::activated, this, [this] { draw(); });
    connect(clear_, &QToolButton::clicked, this, [this] {
        chain_.clear();
        select(selected_);
    });
    select(std::nullopt);
}

void ProfilePanel::set_run(std::shared_ptr<const RunFacts> facts) {
    facts_ = std::move(facts);
    frame_.reset();
    network_ = facts_ ? NetworkMap{*facts_} : NetworkMap{};
    chain_.clear();
    plot_->set_clock({facts_->meta_text("start_local"), facts_->meta_text("time_zone")});
    select(std::nullopt);
}

bool ProfilePanel::shows_streets() const {
    return selected_ && selected_->table == street_table;
}

std::string ProfilePanel::wanted_table() const {
    return root_ ? root_->table : std::string{};
}

void ProfilePanel::select(const std::optional<ObjectRef>& object) {
    selected_ = object;
    root_ = object && !shows_streets() ? network_.node_of(*object) : std::nullopt;
    channel_->setVisible(root_.has_value());
    add_->setVisible(shows_streets());
    clear_->setVisible(shows_streets());
    if (shows_streets()) {
        if (!add_->isChecked()) {
            chain_.clear();
        }
        if (chain_.empty() || chain_.back() != object->index) {
            chain_.push_back(object->index);
        }
        ask_for_time_space();
        return;
    }
    fill_channels();
    draw();
}

void ProfilePanel::fill_channels() {
    const QString before = channel_->currentData().toString();
    channel_->clear();
    if (!root_ || !facts_) {
        return;
    }
    for (const io::ChannelDescription& channel : facts_->channels) {
        if (channel.table == root_->table) {
            channel_->addItem(channel_title(channel.name), QString::fromStdString(channel.name));
        }
    }
    // What a profile is made of in the trade: the voltage, the pressure.
    for (const QString& wanted :
         {QStringLiteral("energy/bus_voltage"), QString::fromLatin1(pressure_channel), before}) {
        const int row = channel_->findData(wanted);
        if (row >= 0) {
            channel_->setCurrentIndex(row);
        }
    }
}

void ProfilePanel::show_frame(const std::shared_ptr<const Frame>& frame) {
    frame_ = frame;
    if (root_) {
        draw();
    }
}

void ProfilePanel::say(const QString& message) {
    XyContent content;
    content.message = message;
    plot_->set_content(std::move(content));
}

void ProfilePanel::draw() {
    if (root_) {
        draw_profile();
        return;
    }
    if (!facts_ || !selected_) {
        say(tr("Select a node of the electricity or water network: values over the distance from "
               "it appear here. Select a street: the vehicles on it over time."));
    } else if (!network_.is_known()) {
        say(tr("This run file does not say what is joined to what: it was written by an older "
               "version. Run the scenario again for profiles."));
    } else {
        say(tr("%1 are no part of a network: there is no profile.")
                .arg(layer_title(selected_->table)));
    }
}

void ProfilePanel::draw_profile() {
    const io::ChannelDescription* channel =
        facts_->channel(channel_->currentData().toString().toStdString());
    const std::vector<float>* values =
        channel != nullptr && frame_ ? frame_->values(channel->name) : nullptr;
    const io::EntityTable* table = facts_->table(root_->table);
    if (channel == nullptr || values == nullptr || table == nullptr) {
        say(channel == nullptr ? tr("Nothing was recorded of these nodes.")
                               : tr("Values are being read …"));
        return;
    }
    const ChannelStyle style = channel_style(*channel);
    const bool is_head = channel->name == pressure_channel && !table->elevation_m.empty();
    const NetworkProfile profile = network_.profile(
        *root_, *values, style.factor,
        is_head ? std::span<const double>{table->elevation_m} : std::span<const double>{});
    XyContent content;
    content.y_name = is_head ? tr("Head") : channel_title(channel->name);
    content.y_unit = style.unit;
    content.title =
        tr("%1 along the network from %2").arg(content.y_name, plain_text(search_.id(*root_)));
    content.x_name = tr("Distance along lines or pipes");
    content.x_unit = QStringLiteral("m");
    for (const NetworkProfile::Node& node : profile.nodes) {
        content.points.push_back(
            {{node.distance_m, node.value}, plain_text(table->ids[node.index])});
    }
    for (const NetworkProfile::Span& span : profile.spans) {
        const NetworkProfile::Node& from = profile.nodes[span.from];
        const NetworkProfile::Node& to = profile.nodes[span.to];
        if (std::isfinite(from.value) && std::isfinite(to.value)) {
            content.lines.push_back({{{from.distance_m, from.value}, {to.distance_m, to.value}}});
        }
    }
    plot_->set_content(std::move(content));
}

QString ProfilePanel::street_names() const {
    QStringList names;
    for (const std::size_t street : chain_) {
        names << plain_text(search_.id({street_table, street}));
    }
    return names.join(QStringLiteral(", "));
}

void ProfilePanel::ask_for_time_space() {
    if (!facts_ || !facts_->has_vehicles) {
        say(tr("This run holds no vehicles: there is no diagram of time and space."));
        return;
    }
    owes_diagram_ = !isVisible();
    if (owes_diagram_) {
        return;
    }
    const io::EntityTable* table = facts_->table(street_table);
    std::vector<io::Geometry> streets;
    for (const std::size_t street : chain_) {
        streets.push_back(table->geometry[street]);
    }
    say(tr("Vehicles are being read …"));
    emit time_space_wanted(streets);
}

void ProfilePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (owes_diagram_ && shows_streets()) {
        ask_for_time_space();
    }
}

void ProfilePanel::show_time_space(const TimeSpace& diagram) {
    if (!shows_streets()) {
        return;
    }
    if (diagram.tracks.empty()) {
        say(tr("No vehicle was seen on %1.").arg(street_names()));
        return;
    }
    XyContent content;
    const std::size_t count = diagram.tracks.size();
    content.title = count == 1 ? tr("1 vehicle on %1").arg(street_names())
                               : tr("%1 vehicles on %2").arg(count).arg(street_names());
    content.x_name = tr("Time");
    content.x_is_time = true;
    content.y_name = tr("Distance along the street");
    content.y_unit = QStringLiteral("m");
    content.y_from_zero = true;
    content.levels = diagram.ends_m;
    for (const VehicleTrack& track : diagram.tracks) {
        XyContent::Line line;
        for (std::size_t i = 0; i < track.times_s.size(); ++i) {
            line.points.emplace_back(track.times_s[i], track.along_m[i]);
        }
        content.lines.push_back(std::move(line));
    }
    plot_->set_content(std::move(content));
}

} // namespace cityproof::gui
