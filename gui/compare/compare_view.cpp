// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/compare_view.hpp"

#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"
#include "gui/view/map_view.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr double same_time_s = 1e-6;

} // namespace

CompareView::CompareView(RunA a, MapView* map, QWidget* parent)
    : QWidget{parent},
      a_{a},
      maps_{new MapPair{map, this}},
      bar_{new CompareBar{this}},
      name_a_{new QLabel{this}},
      name_b_{new QLabel{this}} {
    auto* names = new QHBoxLayout;
    names->setContentsMargins(8, 0, 8, 2);
    for (QLabel* label : {name_a_, name_b_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setFont(map_font(13, true));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        names->addWidget(label, 1);
    }
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar_);
    column->addLayout(names);
    column->addWidget(maps_, 1);
    join_bar();
    join_store();
    join_maps();
    set_mode(CompareMode::alone);
}

void CompareView::join_bar() {
    connect(bar_, &CompareBar::mode_chosen, this, &CompareView::set_mode);
    connect(bar_, &CompareBar::channel_chosen, this,
            [this](const QString& channel) { show_channel(channel.toStdString()); });
    connect(bar_, &CompareBar::arm_chosen, this,
            [this](int arm) { choose(static_cast<std::size_t>(arm), 0); });
    connect(bar_, &CompareBar::pair_chosen, this,
            [this](int pair) { choose(arm_, static_cast<std::size_t>(pair)); });
    connect(bar_, &CompareBar::mean_changed, this, &CompareView::ask_for_difference);
    connect(bar_, &CompareBar::export_wanted, this, &CompareView::export_wanted);
    connect(bar_, &CompareBar::close_wanted, this, &CompareView::close);
}

void CompareView::join_store() {
    connect(&store_, &RunStore::opened, this, &CompareView::show_run_b);
    connect(&store_, &RunStore::grown, this, [this] {
        emit moments_changed();
        ask_for_frame();
    });
    connect(&store_, &RunStore::frame_ready, this,
            [this](const std::shared_ptr<const Frame>& frame) {
                waiting_ = frame->time_s != a_.playback.time_s();
                content_.set_frame(frame);
                draw_b();
            });
    connect(&store_, &RunStore::range_ready, this,
            [this](const std::shared_ptr<const ChannelRange>& range) {
                samples_[range->channel].b = range->sample;
                merge_classes(range->channel);
            });
    connect(&store_, &RunStore::series_ready, this,
            [this](const std::shared_ptr<const EntitySeries>& series) {
                const io::ChannelDescription* channel =
                    has_b_ ? store_.facts()->channel(series->channel) : nullptr;
                const auto in_a = channel == nullptr
                                      ? std::nullopt
                                      : partner({channel->table, series->entity}, true);
                if (in_a) {
                    EntitySeries numbered = *series;
                    numbered.entity = in_a->index;
                    emit series_of_b(numbered);
                }
            });
    connect(&store_, &RunStore::failed, this, [this](const Problem& problem) {
        waiting_ = false;
        emit failed(problem);
        if (is_open() && !has_b_) {
            close();
        }
    });
    connect(&differences_, &DifferenceStore::ready, this,
            [this](std::shared_ptr<const DifferenceValues> values) {
                difference_ = std::move(values);
                draw_difference();
            });
    connect(&differences_, &DifferenceStore::failed, this, &CompareView::failed);
    connect(&a_.playback, &Playback::moments_changed, this, [this] {
        show_names();
        ask_for_difference();
    });
}

void CompareView::join_maps() {
    MapView* second = maps_->second();
    second->set_picker(
        [this](const io::Point& point, double radius_m) { return content_.pick(point, radius_m); });
    second->set_describer([this](const ObjectRef& object) {
        const QString value = content_.shown_value_of(object);
        const io::EntityTable* table =
            store_.facts() ? store_.facts()->table(object.table) : nullptr;
        const QString name = table == nullptr ? layer_title(object.table)
                                              : layer_title(object.table) + QStringLiteral(": ") +
                                                    plain_text(table->ids[object.index]);
        return QStringLiteral("B  ") + (value.isEmpty() ? name : name + QLatin1Char{'\n'} + value);
    });
    connect(second, &MapView::picked, this, [this](const ObjectRef& object) {
        if (const auto in_a = partner(object, true)) {
            emit picked(in_a);
        }
    });
    join_difference();
    MapView* difference = maps_->difference();
    for (MapView* map : {second, difference}) {
        connect(map, &MapView::cleared, this, [this] { emit picked(std::nullopt); });
        connect(map, &MapView::pointed_at, this, &CompareView::pointed_at);
    }
}

void CompareView::open(std::vector<ComparedRuns> arms) {
    arms_ = std::move(arms);
    channel_.clear();
    difference_.reset();
    arm_ = arms_.size(); // none is shown yet
    choose(0, 0);
}

void CompareView::choose(std::size_t arm, std::size_t pair) {
    const bool other_arm = arm != arm_;
    arm_ = arm;
    pair_ = pair;
    has_b_ = false;
    bar_->set_arms(arms_, arm_, pair_);
    samples_.clear();
    asked_difference_.reset();
    differences_.set_runs(arms_[arm_]);
    const RunPair& runs = arms_[arm_].pairs[pair_];
    for (const std::string& file : other_arm ? arms_[arm_].unpaired : std::vector<std::string>{}) {
        emit failed({Severity::warning,
                     {file},
                     tr("is left out: the other arm has no run of its seed").toStdString(),
                     {},
                     {}});
    }
    emit run_a_wanted(QString::fromStdString(runs.a));
    store_.open(QString::fromStdString(runs.b));
    if (other_arm) {
        emit runs_changed();
    }
}

void CompareView::close() {
    if (!is_open()) {
        return;
    }
    arms_.clear();
    has_b_ = false;
    waiting_ = false;
    samples_.clear();
    difference_.reset();
    asked_difference_.reset();
    set_mode(CompareMode::alone);
    emit closed();
}

void CompareView::set_mode(CompareMode mode) {
    const bool shown = mode != CompareMode::alone;
    bar_->setVisible(shown);
    bar_->set_mode(mode);
    name_a_->setVisible(shown);
    name_b_->setVisible(shown && mode != CompareMode::difference);
    name_b_->setAlignment(mode == CompareMode::swipe ? Qt::AlignRight : Qt::AlignLeft);
    maps_->set_mode(mode);
    show_names();
    ask_for_difference();
    emit legends_changed();
}

void CompareView::set_theme(const Theme& theme) {
    theme_ = theme;
    maps_->set_theme(theme);
    draw_b();
    draw_difference();
}

void CompareView::set_attribution(const QString& text) {
    maps_->second()->set_attribution(text);
    maps_->difference()->set_attribution(text);
}

void CompareView::show_run_b() {
    const bool first = !has_b_;
    has_b_ = true;
    content_.set_run(store_.facts());
    if (maps_->mode() == CompareMode::alone) {
        set_mode(CompareMode::side_by_side);
    }
    check_runs();
    fill_channels();
    a_.content.forget_ranges(); // A's classes were made for A alone
    show_layers();
    emit classes_changed();
    emit moments_changed();
    show_names();
    select(selected_);
    if (first) {
        emit legends_changed();
    }
    emit b_opened();
}

void CompareView::show_run_a() {
    if (!is_open()) {
        return;
    }
    selected_.reset();
    samples_.clear();
    check_runs();
    fill_channels();
    show_layers();
    show_names();
    ask_for_difference();
}

/// Whether the window shows the A of this pair, and not still the one before.
bool CompareView::has_a() const {
    return is_open() && a_.store.facts() &&
           a_.store.facts()->file.starts_with(arms_[arm_].pairs[pair_].a);
}

void CompareView::warn(const QString& sentence, const QString& remedy) {
    emit failed({Severity::warning,
                 {store_.facts()->file},
                 sentence.toStdString(),
                 {},
                 remedy.toStdString()});
}

void CompareView::check_runs() {
    if (!has_a() || !has_b_) {
        return;
    }
    const RunFacts& a = *a_.store.facts();
    const RunFacts& b = *store_.facts();
    if (a.meta_text("city_hash") != b.meta_text("city_hash")) {
        warn(tr("is a run of another city, or of another version of it, than run A"),
             tr("what has the same id is compared all the same"));
    }
    if (a.meta_text("start_local") != b.meta_text("start_local")) {
        warn(tr("begins at another time than run A: %1 and %2")
                 .arg(plain_text(b.meta_text("start_local")),
                      plain_text(a.meta_text("start_local"))),
             tr("both are shown at the same time since their start"));
    }
    if (a.meta_text("seed") != b.meta_text("seed")) {
        warn(tr("has seed %1, run A has seed %2: chance is a part of the difference")
                 .arg(plain_text(b.meta_text("seed")), plain_text(a.meta_text("seed"))),
             tr("compare runs of one seed"));
    }
}

void CompareView::fill_channels() {
    if (!has_b_ || !a_.store.facts()) {
        return;
    }
    std::vector<std::pair<std::string, QString>> channels;
    for (const io::ChannelDescription& channel : a_.store.facts()->channels) {
        if (a_.content.layer(channel.table) != nullptr &&
            store_.facts()->channel(channel.name) != nullptr) {
            channels.emplace_back(channel.name, channel_title(channel.name));
        }
    }
    const auto known = [&](const std::string& name) {
        return std::any_of(channels.begin(), channels.end(),
                           [&](const auto& one) { return one.first == name; });
    };
    if (!known(channel_)) {
        channel_ = channels.empty() ? std::string{} : channels.front().first;
        for (const LayerSettings& layer : a_.content.layers()) {
            if (layer.visible && known(layer.channel)) {
                channel_ = layer.channel;
            }
        }
    }
    bar_->set_channels(channels, channel_);
}

void CompareView::show_channel(const std::string& channel) {
    const io::ChannelDescription* found =
        a_.store.facts() ? a_.store.facts()->channel(channel) : nullptr;
    if (found == nullptr || a_.content.layer(found->table) == nullptr) {
        return;
    }
    channel_ = channel;
    bar_->choose_channel(channel);
    a_.content.set_visible(found->table, true);
    a_.content.set_channel(found->table, channel);
    emit layers_changed();
}

void CompareView::show_layers() {
    if (!has_b_ || !a_.store.facts()) {
        return;
    }
    for (const LayerSettings& layer : a_.content.layers()) {
        const bool in_b =
            layer.table == vehicle_table || store_.facts()->channel(layer.channel) != nullptr;
        content_.set_visible(layer.table, layer.visible);
        content_.set_channel(layer.table, in_b ? layer.channel : std::string{});
        content_.set_limits(layer.table, layer.limits);
    }
    // The difference follows what colours its table on the maps.
    const io::ChannelDescription* compared = a_.store.facts()->channel(channel_);
    const LayerSettings* layer = compared == nullptr ? nullptr : a_.content.layer(compared->table);
    if (layer != nullptr && !layer->channel.empty() && layer->channel != channel_ &&
        store_.facts()->channel(layer->channel) != nullptr) {
        channel_ = layer->channel;
        bar_->choose_channel(channel_);
    }
    ask_for_ranges();
    ask_for_frame();
    ask_for_difference();
    draw_b();
    draw_difference();
}

void CompareView::ask_for_ranges() {
    for (const std::string& channel : content_.wanted_ranges()) {
        if (!samples_[channel].b) {
            store_.request_range(QString::fromStdString(channel));
        } else {
            merge_classes(channel);
        }
    }
}

void CompareView::take_range_of_a(const ChannelRange& range) {
    samples_[range.channel].a = range.sample;
    if (store_.facts() && store_.facts()->channel(range.channel) == nullptr) {
        a_.content.set_range(range); // B has none: its own classes
        emit classes_changed();
        return;
    }
    merge_classes(range.channel);
}

/// Both maps have one legend: classes of what both runs hold.
void CompareView::merge_classes(const std::string& channel) {
    const Samples& both = samples_[channel];
    if (!both.a || !both.b) {
        return;
    }
    std::vector<float> sample = *both.a;
    sample.insert(sample.end(), both.b->begin(), both.b->end());
    const ChannelRange joint{channel, range_of(sample, false), {}};
    a_.content.set_range(joint);
    content_.set_range(joint);
    draw_b();
    emit classes_changed();
}

void CompareView::show_moment() {
    ask_for_frame();
    ask_for_difference();
}

void CompareView::ask_for_frame() {
    if (!has_b_ || a_.playback.is_empty()) {
        return;
    }
    waiting_ = true;
    store_.request_frame(
        content_.request(a_.playback.time_s(), selected_ ? selected_->table : std::string{}));
}

void CompareView::draw_b() {
    if (!has_b_) {
        return;
    }
    if (const ValueRange* range = a_.content.range(vehicle_speed_channel)) {
        content_.set_range({vehicle_speed_channel, *range, {}});
    }
    maps_->second()->set_layers(content_.scene(theme_));
    maps_->second()->set_vehicles(content_.dots(theme_));
    draw_highlights();
}

std::vector<Legend> CompareView::legends() const {
    return maps_->mode() == CompareMode::difference ? difference_legends_
                                                    : a_.content.legends(theme_, !has_b_);
}

void CompareView::select(const std::optional<ObjectRef>& object) {
    selected_ = object;
    if (!has_b_) {
        return;
    }
    draw_highlights();
    ask_for_frame();
}

void CompareView::draw_highlights() {
    const auto in_b = selected_ ? partner(*selected_, false) : std::nullopt;
    maps_->second()->set_highlight(in_b ? content_.shape(*in_b) : std::nullopt);
    maps_->difference()->set_highlight(selected_ ? a_.content.shape(*selected_) : std::nullopt);
}

/// The thing of the same id in the other run.
std::optional<ObjectRef> CompareView::partner(const ObjectRef& object, bool of_b) const {
    if (!has_b_ || !a_.store.facts()) {
        return std::nullopt;
    }
    const RunStore& from = of_b ? store_ : a_.store;
    const RunStore& to = of_b ? a_.store : store_;
    const bool moves = object.table == vehicle_table;
    const auto ids = [&](const RunStore& store) -> const std::vector<std::string>* {
        const io::EntityTable* table = store.facts()->table(object.table);
        return moves              ? store.progress()->vehicle_ids.get()
               : table == nullptr ? nullptr
                                  : &table->ids;
    };
    const std::vector<std::string>* here = ids(from);
    const std::vector<std::string>* there = ids(to);
    if (here == nullptr || there == nullptr || object.index >= here->size()) {
        return std::nullopt;
    }
    const std::string& id = (*here)[object.index];
    if (object.index < there->size() && (*there)[object.index] == id) {
        return object;
    }
    const auto found = std::find(there->begin(), there->end(), id);
    return found == there->end()
               ? std::nullopt
               : std::optional{
                     ObjectRef{object.table, static_cast<std::size_t>(found - there->begin())}};
}

void CompareView::request_series(const QString& channel, const ObjectRef& object) {
    const auto in_b = partner(object, false);
    if (in_b && store_.facts()->channel(channel.toStdString()) != nullptr) {
        store_.request_series(channel, in_b->index);
    }
}

std::vector<double> CompareView::moments_with(std::vector<double> moments_of_a) const {
    if (!has_b_) {
        return moments_of_a;
    }
    const std::vector<double>& of_b = store_.progress()->moments_s;
    moments_of_a.insert(moments_of_a.end(), of_b.begin(), of_b.end());
    std::sort(moments_of_a.begin(), moments_of_a.end());
    moments_of_a.erase(std::unique(moments_of_a.begin(), moments_of_a.end(),
                                   [](double a, double b) { return b - a < same_time_s; }),
                       moments_of_a.end());
    return moments_of_a;
}

bool CompareView::is_settled() const {
    if (!is_open()) {
        return true;
    }
    if (!has_b_ || waiting_ || differences_.is_busy() || !content_.wanted_ranges().empty()) {
        return false;
    }
    const bool needs_b = maps_->mode() != CompareMode::difference;
    return needs_b ? maps_->second()->is_sharp() : maps_->difference()->is_sharp();
}

} // namespace cityproof::gui
