// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/comparison_program.hpp"
#include "gui/content/map_content.hpp"
#include "gui/data/run_clock.hpp"
#include "gui/inspect/id_search.hpp"
#include "gui/live/run_store.hpp"
#include "gui/playback/playback.hpp"
#include "gui/queue/run_queue.hpp"
#include "gui/recorded/recorded_store.hpp"
#include "gui/start/demo_maker.hpp"
#include "gui/start/recent_runs.hpp"
#include "gui/window/commands.hpp"

#include <QMainWindow>

#include <functional>
#include <map>
#include <optional>

class QDockWidget;
class QLabel;
class QMenu;
class QToolButton;

namespace cityproof::gui {

class ChartPanel;
class CompareView;
class EventsPanel;
class FindPalette;
class FirstComparison;
enum class GuideStep;
class HelpWindow;
class Inspector;
class KeyFigureTable;
class LayersPanel;
class MapView;
class PlaybackBar;
class ProblemsPanel;
class ProfilePanel;
class QueuePanel;
class ScenarioPanel;
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

    /// Shows a run file, or a scenario (.yaml) in its editor; what goes wrong appears in the
    /// problems panel.
    void open(const QString& path);
    /// Compares run files, or the arms of a study's folder when it is the only name; A and B are
    /// paired by seed.
    void compare(const std::vector<std::string>& a, const std::vector<std::string>& b);
    /// Holds the chart against a feed of recorded values (.csv), once a run is open; it stays for
    /// other runs.
    void show_recorded(const QString& path);
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

    CompareView* comparison() const { return compare_; }

    KeyFigureTable* key_figures() const { return key_figures_; }

    // Files of what is shown; what goes wrong appears in the problems panel.

    /// The map or maps, ".png" or ".svg".
    void save_picture(const QString& path);
    /// The table of key figures.
    void save_key_figures(const QString& path);
    /// The report of `cityproof compare --html`, which that program writes.
    void save_report(const QString& path);

    PlaybackBar* playback_bar() const { return bar_; }

    LayersPanel* layers() const { return layers_; }

    Inspector* inspector() const { return inspector_; }

    ChartPanel* chart() const { return chart_; }

    ProfilePanel* profile() const { return profile_; }

    EventsPanel* events() const { return events_; }

    ProblemsPanel* problems() const { return problems_; }

    FindPalette* find_palette() const { return find_; }

    StartPage* start_page() const { return start_; }

    FirstComparison* guide() const { return guide_; }

    HelpWindow* help() const { return help_; }

    DemoMaker& demo() { return demo_; }

    QAction* action(Command command) const { return actions_.at(command); }

    RunQueue& queue() { return queue_; }

    QueuePanel* queue_panel() const { return queue_panel_; }

    ScenarioPanel* scenario() const { return scenario_; }

    /// What the context menu of a thing on the map offers.
    void fill_menu(QMenu& menu, const ObjectRef& object);

    const Theme& theme() const { return theme_; }

    /// Whether the frame of the shown moment has come and is drawn.
    bool is_settled() const;

  signals:
    /// A frame of values has come and is on the map.
    void frame_shown();
    /// All runs of a study are there, or the user asks for its results.
    void study_finished(const QString& folder);

  protected:
    void closeEvent(QCloseEvent* event) override;

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
    void make_run_panels();
    void join_run_panels();
    void make_guide();
    void join_guide();
    void take_step(GuideStep step);
    void open_own_scenario();
    void show_study(const QString& folder);
    bool obey_scenario(Command command);
    void open_scenario(const QString& path);
    void show_dock(Command command);
    void set_picking(bool on);
    bool take_picked(const ObjectRef& object);
    void make_actions();
    void make_status_bar();
    void make_start_page();
    void leave_start_page();
    void join_store();
    void join_panels();
    void join_problems();
    void show_run_problems();
    void jump_to_problem(double time_s, const QString& target);
    void show_line(const QString& file, int line);
    QDockWidget* add_dock(Command command, const QString& name, QWidget* content,
                          Qt::DockWidgetArea area);

    void obey(Command command);
    void join_profile();
    void join_recorded();
    void read_recorded_again();
    void choose_recorded();
    void make_comparison();
    void join_comparison();
    void show_run_a(const QString& path);
    void end_comparison();
    void choose_compared();
    void choose_study();
    void ask_for_key_figures();
    void choose_picture_file();
    bool save(const QString& path, const std::function<void()>& write);
    void show_legend();
    void restore_layers(const std::vector<LayerSettings>& kept);
    void show_opened();
    void show_grown();
    void go_to_start();
    void show_frame(const std::shared_ptr<const Frame>& frame);
    bool has_values() const;
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
    RecordedStore recorded_store_;
    QString recorded_file_; ///< that is shown or wanted; empty: none
    RunClock clock_{"", ""};
    Theme theme_ = Theme::light();
    std::optional<ObjectRef> selected_;
    std::string shown_file_;
    std::string start_time_;
    MapKey drawn_;
    std::string shown_city_;
    bool keeps_view_ = false;        ///< the comparison opens its run A
    bool waiting_ = false;           ///< for a frame
    std::size_t fitted_moments_ = 0; ///< how many there were when classes were taken from the data

    MapView* map_ = nullptr;
    CompareView* compare_ = nullptr;
    KeyFigureTable* key_figures_ = nullptr;
    ComparisonProgram compare_program_;
    PlaybackBar* bar_ = nullptr;
    LayersPanel* layers_ = nullptr;
    Inspector* inspector_ = nullptr;
    ChartPanel* chart_ = nullptr;
    ProfilePanel* profile_ = nullptr;
    EventsPanel* events_ = nullptr;
    ProblemsPanel* problems_ = nullptr;
    FindPalette* find_ = nullptr;
    RunQueue queue_;
    QueuePanel* queue_panel_ = nullptr;
    ScenarioPanel* scenario_ = nullptr;
    int followed_run_ = 0; ///< the run that was started here last: it is shown as soon as it can be
    bool picking_ = false; ///< the next thing that is clicked is for the scenario
    StartPage* start_ = nullptr;
    FirstComparison* guide_ = nullptr;
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
