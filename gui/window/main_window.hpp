// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "gui/inspect/id_search.hpp"
#include "gui/live/run_store.hpp"
#include "gui/playback/playback.hpp"
#include "gui/start/demo_maker.hpp"
#include "gui/start/recent_runs.hpp"
#include "gui/window/commands.hpp"
#include "gui/window/map_content.hpp"

#include <QMainWindow>

#include <map>
#include <optional>

class QDockWidget;
class QLabel;
class QToolButton;

namespace cityproof::gui {

class ChartPanel;
class EventsPanel;
class FindPalette;
class HelpWindow;
class Inspector;
class LayersPanel;
class MapView;
class PlaybackBar;
class ProblemsPanel;
class StartPage;

/// Whether the window is light or dark.
enum class Colours { light, dark, system };

/// One run on one screen: map, time, layers, inspector, chart, events and problems. Which moment is
/// shown, what is selected and where the camera looks each live in one object; panels do not know
/// each other, the window joins them.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows a run file; what goes wrong appears in the problems panel.
    void open(const QString& path);
    void set_colours(Colours colours);
    /// In place of map and panels, until a run is open.
    void show_start_page();

    /// The moment to show once the run is open: "07:30", "1800 s".
    void set_start_time(const std::string& time) { start_time_ = time; }

    /// Selects a thing; nothing: lets go of it.
    void select(const std::optional<ObjectRef>& object);
    /// Moves time and camera to what an event names.
    void jump_to(double time_s, const QString& target);

    const std::optional<ObjectRef>& selected() const { return selected_; }

    RunStore& store() { return store_; }

    Playback& playback() { return playback_; }

    MapContent& content() { return content_; }

    MapView* map() const { return map_; }

    PlaybackBar* playback_bar() const { return bar_; }

    LayersPanel* layers() const { return layers_; }

    Inspector* inspector() const { return inspector_; }

    ChartPanel* chart() const { return chart_; }

    EventsPanel* events() const { return events_; }

    ProblemsPanel* problems() const { return problems_; }

    FindPalette* find_palette() const { return find_; }

    StartPage* start_page() const { return start_; }

    HelpWindow* help() const { return help_; }

    DemoMaker& demo() { return demo_; }

    QAction* action(Command command) const { return actions_.at(command); }

    const Theme& theme() const { return theme_; }

    /// Whether the frame of the shown moment has come and is drawn.
    bool is_settled() const;

  signals:
    /// A frame of values has come and is on the map.
    void frame_shown();

  private:
    /// What of a frame is on the map.
    struct MapKey {
        double time_s = -1;
        std::vector<std::string> channels;
        bool vehicles = false;

        friend bool operator==(const MapKey&, const MapKey&) = default;
    };

    void make_map();
    void make_panels();
    void make_actions();
    void make_status_bar();
    void make_start_page();
    void leave_start_page();
    void join_store();
    void join_panels();
    QDockWidget* add_dock(Command command, const QString& name, QWidget* content,
                          Qt::DockWidgetArea area);

    void obey(Command command);
    void show_opened();
    void show_grown();
    void go_to_start();
    void show_frame(const std::shared_ptr<const Frame>& frame);
    void ask_for_frame();
    void ask_for_ranges();
    void draw_map();
    MapKey map_key(const Frame& frame) const;
    void chart_selected();
    void show_place(double x_m, double y_m);
    void show_scale();
    void choose_file();
    void show_keys();
    void show_guide();
    QString describe(const ObjectRef& object) const;
    QString attribution() const;

    RunStore store_;
    Playback playback_;
    MapContent content_;
    IdSearch search_;
    DemoMaker demo_;
    RecentRuns recent_;
    RunClock clock_{"", ""};
    Theme theme_ = Theme::light();
    std::optional<ObjectRef> selected_;
    std::string shown_file_;
    std::string start_time_;
    MapKey drawn_;
    bool waiting_ = false;           ///< for a frame
    std::size_t fitted_moments_ = 0; ///< how many there were when classes were taken from the data

    MapView* map_ = nullptr;
    PlaybackBar* bar_ = nullptr;
    LayersPanel* layers_ = nullptr;
    Inspector* inspector_ = nullptr;
    ChartPanel* chart_ = nullptr;
    EventsPanel* events_ = nullptr;
    ProblemsPanel* problems_ = nullptr;
    FindPalette* find_ = nullptr;
    StartPage* start_ = nullptr;
    HelpWindow* help_ = nullptr;
    QLabel* place_ = nullptr;
    QLabel* scale_ = nullptr;
    QLabel* state_ = nullptr;
    QToolButton* problem_count_ = nullptr;
    std::map<Command, QAction*> actions_;
    std::map<Command, QDockWidget*> docks_;
    std::vector<QWidget*> behind_start_; ///< panels that come back when the start page goes
    QTimer chart_refresh_;
};

} // namespace cityproof::gui
