// SPDX-License-Identifier: Apache-2.0
#include "gui/window/main_window.hpp"

#include "gui/compare/compare_view.hpp"
#include "gui/compare/key_figure_table.hpp"
#include "gui/data/latitude_longitude.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/inspect/find_palette.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/look/palette.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"
#include "gui/playback/events_panel.hpp"
#include "gui/playback/playback_bar.hpp"
#include "gui/profile/profile_panel.hpp"
#include "gui/programs/program_run.hpp"
#include "gui/start/start_page.hpp"
#include "gui/view/map_view.hpp"
#include "gui/view/render_cache.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/one_line_label.hpp"
#include "gui/window/problems_panel.hpp"

#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace cityproof::gui {

namespace {

// A live chart is read again at most this often: without the copies by entity, which a growing file
// does not have, a series takes a look at every frame.
constexpr int chart_refresh_ms = 2000;
// What a screen of 96 dots per inch makes of a pixel; the scale 1:n is a rule of thumb.
constexpr double metres_of_a_pixel = 0.0254 / 96;

bool desktop_is_dark() {
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow{parent},
      demo_{ProgramRun::default_program()} {
    desktop_is_dark(); // before the palette is ours
    setWindowTitle(tr("Cityproof"));
    resize(1360, 860);
    make_map();
    make_panels();
    make_actions();
    make_status_bar();
    make_start_page();
    join_store();
    join_panels();
    join_problems();
    join_run_panels();
    join_guide();
    join_comparison();
    join_profile();
    join_recorded();
    set_colours(Colours::system);
    map_->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::make_map() {
    map_ = new MapView{std::make_unique<RenderCache>(), this};
    make_comparison(); // without one, it shows this map alone
    // As a tool bar it gets the window's whole width, below all panels.
    bar_ = new PlaybackBar{playback_, this};
    auto* tools = new QToolBar{tr("Time"), this};
    tools->setObjectName(QStringLiteral("time"));
    tools->setMovable(false);
    tools->toggleViewAction()->setVisible(false);
    tools->addWidget(bar_);
    addToolBar(Qt::BottomToolBarArea, tools);
    map_->set_picker(
        [this](const io::Point& point, double radius_m) { return content_.pick(point, radius_m); });
    map_->set_describer([this](const ObjectRef& object) { return describe(object); });
}

void MainWindow::make_panels() {
    layers_ = new LayersPanel{content_, this};
    inspector_ = new Inspector{search_, this};
    chart_ = new ChartPanel{search_, this};
    events_ = new EventsPanel{this};
    problems_ = new ProblemsPanel{this};
    find_ = new FindPalette{search_, this};
    add_dock(Command::toggle_layers, tr("Layers"), layers_, Qt::LeftDockWidgetArea);
    add_dock(Command::toggle_inspector, tr("Inspector"), inspector_, Qt::RightDockWidgetArea);
    auto* events = add_dock(Command::toggle_events, tr("Events"), events_, Qt::RightDockWidgetArea);
    auto* chart = add_dock(Command::toggle_chart, tr("Chart"), chart_, Qt::BottomDockWidgetArea);
    auto* problems =
        add_dock(Command::toggle_problems, tr("Problems"), problems_, Qt::BottomDockWidgetArea);
    key_figures_ = new KeyFigureTable{this};
    auto* figures = add_dock(Command::toggle_key_figures, tr("Key figures"), key_figures_,
                             Qt::BottomDockWidgetArea);
    profile_ = new ProfilePanel{search_, this};
    auto* profile =
        add_dock(Command::toggle_profile, tr("Profile"), profile_, Qt::BottomDockWidgetArea);
    tabifyDockWidget(chart, profile);
    tabifyDockWidget(profile, figures);
    tabifyDockWidget(figures, problems);
    make_run_panels();
    make_guide();
    chart->raise();
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    resizeDocks({docks_.at(Command::toggle_layers), docks_.at(Command::toggle_inspector)},
                {270, 300}, Qt::Horizontal);
    resizeDocks({docks_.at(Command::toggle_inspector), events}, {500, 260}, Qt::Vertical);
    resizeDocks({chart}, {230}, Qt::Vertical);
}

QDockWidget* MainWindow::add_dock(Command command, const QString& name, QWidget* content,
                                  Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget{name, this};
    dock->setObjectName(name);
    dock->setWidget(content);
    dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    addDockWidget(area, dock);
    docks_[command] = dock;
    return dock;
}

void MainWindow::make_status_bar() {
    state_ = new OneLineLabel{this};
    place_ = new QLabel{this};
    scale_ = new QLabel{this};
    problem_count_ = new QToolButton{this};
    problem_count_->setAutoRaise(true);
    problem_count_->setFocusPolicy(Qt::TabFocus);
    problem_count_->setText(tr("No problems"));
    problem_count_->setAccessibleName(tr("Show the problems"));
    statusBar()->addWidget(state_, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{place_, scale_, problem_count_}) {
        statusBar()->addPermanentWidget(widget);
    }
    connect(problem_count_, &QToolButton::clicked, this, [this] {
        docks_.at(Command::toggle_problems)->show();
        docks_.at(Command::toggle_problems)->raise();
    });
}

void MainWindow::join_store() {
    connect(&store_, &RunStore::opened, this, &MainWindow::show_opened);
    connect(&store_, &RunStore::grown, this, &MainWindow::show_grown);
    connect(&store_, &RunStore::frame_ready, this, &MainWindow::show_frame);
    connect(&store_, &RunStore::range_ready, this,
            [this](const std::shared_ptr<const ChannelRange>& range) {
                if (compare_->is_open()) {
                    compare_->take_range_of_a(*range);
                } else {
                    content_.set_range(*range);
                    draw_map();
                }
            });
    connect(
        &store_, &RunStore::series_ready, this,
        [this](const std::shared_ptr<const EntitySeries>& series) { chart_->add_series(*series); });
    connect(&store_, &RunStore::failed, this, [this](const Problem& problem) {
        waiting_ = false;
        problems_->add(problem);
        if (std::exchange(keeps_view_, false)) {
            compare_->close(); // its run A cannot be read
        }
    });
    connect(&playback_, &Playback::time_changed, this, [this](double time_s) {
        chart_->plot()->set_cursor(time_s);
        profile_->plot()->set_cursor(time_s);
        ask_for_frame();
        compare_->show_moment();
    });
    chart_refresh_.setSingleShot(true);
    chart_refresh_.setInterval(chart_refresh_ms);
    connect(&chart_refresh_, &QTimer::timeout, chart_, &ChartPanel::refresh);
}

void MainWindow::join_panels() {
    connect(map_, &MapView::picked, this, [this](const ObjectRef& object) {
        if (!take_picked(object)) {
            select(object);
        }
    });
    connect(map_, &MapView::cleared, this, [this] { select(std::nullopt); });
    connect(map_, &MapView::pointed_at, this, &MainWindow::show_place);
    connect(map_, &MapView::camera_changed, this, &MainWindow::show_scale);
    connect(layers_, &LayersPanel::changed, this, [this] {
        ask_for_ranges();
        ask_for_frame();
        draw_map();
        compare_->show_layers();
    });
    connect(layers_, &LayersPanel::fit_wanted, this, &MainWindow::ask_for_ranges);
    connect(inspector_, &Inspector::charted_changed, this, &MainWindow::chart_selected);
    connect(inspector_, &Inspector::go_to_wanted, this, [this] {
        const auto shape = selected_ ? content_.shape(*selected_) : std::nullopt;
        if (shape) {
            WorldBounds bounds;
            bounds.add(std::span{&*shape, 1});
            compare_->maps()->leader()->go_to(bounds);
        }
    });
    connect(chart_, &ChartPanel::series_wanted, &store_, &RunStore::request_series);
    connect(chart_->plot(), &TimeSeriesPlot::time_chosen, &playback_, &Playback::go_to);
    connect(events_, &EventsPanel::chosen, this, &MainWindow::jump_to);
    connect(find_, &FindPalette::chosen, this, [this](const ObjectRef& object) {
        select(object);
        emit inspector_->go_to_wanted();
        map_->setFocus();
    });
}

void MainWindow::open(const QString& path) {
    const bool yaml = path.endsWith(QLatin1String{".yaml"}) || path.endsWith(QLatin1String{".yml"});
    if (yaml && !is_city(path.toStdString())) {
        open_scenario(path);
        return;
    }
    if (!keeps_view_) {
        compare_->close();
    }
    state_->setText(tr("Opening %1 …").arg(QFileInfo{path}.fileName()));
    store_.open(path);
}

void MainWindow::show_opened() {
    const auto& facts = store_.facts();
    leave_start_page();
    recent_.add(QString::fromStdString(facts->file));
    const QString city = plain_text(facts->meta_text("city_name"));
    const QString scenario = plain_text(facts->meta_text("scenario_name"));
    setWindowTitle(QStringList{scenario.isEmpty() ? city : scenario,
                               QFileInfo{QString::fromStdString(facts->file)}.fileName(),
                               tr("Cityproof")}
                       .join(QStringLiteral(" – ")));
    // A run that ended under this window is the same run: what is selected and where one looks
    // stays.
    const bool same_run = shown_file_ == facts->file + ".part";
    const bool saved_anew = facts->is_city && shown_file_ == facts->file;
    const bool at_end = playback_.index() + 1 == playback_.moment_count();
    shown_file_ = facts->file;
    clock_ = RunClock{facts->meta_text("start_local"), facts->meta_text("time_zone")};
    bar_->set_clock(clock_);
    chart_->set_clock(clock_);
    search_.set_run(facts);
    if (!same_run) {
        selected_.reset();
        const bool same_city = shown_city_ == facts->meta_text("city_hash");
        const bool keeps_view = keeps_view_ && same_city && !content_.layers().empty();
        const std::vector<LayerSettings> kept =
            keeps_view ? content_.layers() : std::vector<LayerSettings>{};
        content_.set_run(facts);
        restore_layers(kept);
        inspector_->set_run(facts);
        chart_->set_run(facts);
        profile_->set_run(facts);
        read_recorded_again();
        layers_->show_run();
        map_->set_attribution(attribution());
        compare_->set_attribution(attribution());
        if (!keeps_view && !saved_anew) {
            map_->set_extent(content_.extent());
        }
        draw_map();
    }
    keeps_view_ = false;
    shown_city_ = facts->meta_text("city_hash");
    compare_->show_run_a();
    fitted_moments_ = 0;
    drawn_ = {};
    content_.forget_ranges();
    playback_.set_following(store_.progress()->growing);
    show_grown();
    if (same_run && at_end) {
        playback_.to_last();
    }
    go_to_start();
    state_->setText(store_.progress()->growing ? tr("The run goes on.") : QString{});
    ask_for_frame();
    chart_->refresh();
}

void MainWindow::go_to_start() {
    const std::string wanted = std::exchange(start_time_, {});
    if (wanted.empty()) {
        return;
    }
    try {
        playback_.go_to(clock_.seconds(wanted, "--time"));
    } catch (const InputError& error) {
        problems_->add(error.problem());
    }
}

void MainWindow::show_grown() {
    const auto& progress = store_.progress();
    search_.set_vehicles(progress->vehicle_ids);
    events_->set_events(progress->events, clock_);
    show_run_problems();
    playback_.set_moments(compare_->moments_with(progress->moments_s));
    bar_->set_growing(progress->growing); // after the end was shown
    // Classes follow the data while there is little of it.
    if (progress->moments_s.size() >= std::max<std::size_t>(1, 2 * fitted_moments_)) {
        fitted_moments_ = progress->moments_s.size();
        content_.forget_ranges();
        ask_for_ranges();
    }
    if (progress->growing) {
        if (!chart_refresh_.isActive()) {
            chart_refresh_.start();
        }
    } else {
        chart_->refresh();
    }
}

/// A run that has not recorded its first moment has none; a city package has them without moments.
bool MainWindow::has_values() const {
    return store_.facts() && (store_.facts()->is_city || !playback_.is_empty());
}

void MainWindow::ask_for_frame() {
    if (!has_values()) {
        return;
    }
    waiting_ = true;
    FrameRequest request =
        content_.request(playback_.time_s(), selected_ ? selected_->table : std::string{});
    // Of a selected line the profile shows its nodes.
    for (const io::ChannelDescription& channel : store_.facts()->channels) {
        if (channel.table == profile_->wanted_table() &&
            std::find(request.channels.begin(), request.channels.end(), channel.name) ==
                request.channels.end()) {
            request.channels.push_back(channel.name);
        }
    }
    store_.request_frame(request);
}

void MainWindow::ask_for_ranges() {
    if (!has_values()) {
        return;
    }
    for (const std::string& channel : content_.wanted_ranges()) {
        store_.request_range(QString::fromStdString(channel));
    }
}

void MainWindow::show_frame(const std::shared_ptr<const Frame>& frame) {
    waiting_ = frame->time_s != playback_.time_s();
    content_.set_frame(frame);
    // A frame that only brought values for the inspector changes nothing on the map.
    if (MapKey key = map_key(*frame); key != drawn_) {
        drawn_ = std::move(key);
        draw_map();
    }
    inspector_->show_frame(*frame);
    profile_->show_frame(frame);
    inspector_->show_vehicle(map_->vehicles());
    emit frame_shown();
}

MainWindow::MapKey MainWindow::map_key(const Frame& frame) const {
    MapKey key{frame.time_s, {}, !frame.vehicles.x_m.empty()};
    for (const std::string& channel : content_.request(frame.time_s, {}).channels) {
        if (frame.values(channel) != nullptr) {
            key.channels.push_back(channel);
        }
    }
    return key;
}

void MainWindow::draw_map() {
    if (!store_.facts()) {
        layers_->show_legend(theme_); // empty, but in the theme's colours
        return;
    }
    map_->set_layers(content_.scene(theme_));
    map_->set_vehicles(content_.dots(theme_));
    map_->set_highlight(selected_ ? content_.shape(*selected_) : std::nullopt);
    show_legend();
}

bool MainWindow::is_settled() const {
    return !waiting_ && (map_->isHidden() || map_->is_sharp()) &&
           content_.wanted_ranges().empty() && compare_->is_settled();
}

void MainWindow::select(const std::optional<ObjectRef>& object) {
    selected_ = object;
    const LayerSettings* layer = object ? content_.layer(object->table) : nullptr;
    inspector_->select(object, layer == nullptr ? std::string{} : layer->channel);
    map_->set_highlight(object ? content_.shape(*object) : std::nullopt);
    compare_->select(object);
    profile_->select(object);
    map_->set_selection_text(object ? inspector_->heading() : QString{});
    ask_for_frame();
}

void MainWindow::chart_selected() {
    std::vector<ChartLine> lines;
    if (selected_) {
        for (const std::string& channel : inspector_->charted()) {
            lines.push_back({*selected_, channel});
        }
    }
    chart_->set_lines(std::move(lines));
}

void MainWindow::jump_to(double time_s, const QString& target) {
    playback_.pause();
    playback_.go_to(time_s);
    if (const auto object = search_.named(target.toStdString())) {
        select(object);
        emit inspector_->go_to_wanted();
    }
}

void MainWindow::show_place(double x_m, double y_m) {
    QString text = tr("%1 m east, %2 m north").arg(x_m, 0, 'f', 0).arg(y_m, 0, 'f', 0);
    const auto crs = store_.facts() ? store_.facts()->meta_text("crs") : std::string{};
    if (const auto globe = latitude_longitude(crs, x_m, y_m)) {
        // In the order and form that map services take.
        text = QStringLiteral("%1, %2  (%3)")
                   .arg(globe->latitude_deg, 0, 'f', 5)
                   .arg(globe->longitude_deg, 0, 'f', 5)
                   .arg(text);
    }
    place_->setText(text);
}

void MainWindow::show_scale() {
    if (!start_->isHidden()) {
        return;
    }
    const double scale =
        compare_->maps()->leader()->camera().metres_per_pixel() / metres_of_a_pixel;
    scale_->setText(tr("about 1:%1").arg(QString::number(scale, 'g', 2).toDouble(), 0, 'f', 0));
}

QString MainWindow::describe(const ObjectRef& object) const {
    const QString name =
        layer_title(object.table) + QStringLiteral(": ") + plain_text(search_.id(object));
    const QString value = content_.shown_value_of(object);
    return value.isEmpty() ? name : name + QLatin1Char{'\n'} + value;
}

QString MainWindow::attribution() const {
    const auto& facts = store_.facts();
    QString given = plain_text(facts->meta_text("attribution"));
    if (!given.isEmpty()) {
        return given;
    }
    const QString city = plain_text(facts->meta_text("city_name"));
    const QString origin = plain_text(facts->meta_text("provenance_street"));
    return origin.isEmpty() ? city : tr("%1 (map data: %2)").arg(city, origin);
}

void MainWindow::set_colours(Colours colours) {
    const bool dark = colours == Colours::dark || (colours == Colours::system && desktop_is_dark());
    theme_ = dark ? Theme::night() : Theme::light();
    apply_look(theme_);
    actions_.at(Command::theme_light)->setChecked(colours == Colours::light);
    actions_.at(Command::theme_dark)->setChecked(colours == Colours::dark);
    actions_.at(Command::theme_system)->setChecked(colours == Colours::system);
    map_->set_theme(theme_);
    compare_->set_theme(theme_);
    chart_->plot()->set_theme(theme_);
    profile_->plot()->set_theme(theme_);
    draw_map();
}

} // namespace cityproof::gui
