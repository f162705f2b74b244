// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/compare_bar.hpp"
#include "gui/compare/difference_store.hpp"
#include "gui/compare/map_pair.hpp"
#include "gui/content/map_content.hpp"
#include "gui/live/run_store.hpp"
#include "gui/map/map_picture.hpp"
#include "gui/playback/playback.hpp"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>

class QLabel;

namespace cityproof::gui {

/// Run B beside run A, the window's own run: same moment, same camera, same layers, same classes.
/// Without a comparison only A's map is seen. The window says what happens to A (opened, frame,
/// layers, selection); everything about B and about the difference is in here.
class CompareView : public QWidget {
    Q_OBJECT

  public:
    /// What is A's. All of it outlives the view.
    struct RunA {
        RunStore& store;
        MapContent& content;
        Playback& playback;
    };

    CompareView(RunA a, MapView* map, QWidget* parent = nullptr);

    /// Shows the first pair of the first arm; run_a_wanted() asks for its run A.
    void open(std::vector<ComparedRuns> arms);
    void close();

    /// Whether a comparison is shown, or on its way.
    bool is_open() const { return !arms_.empty(); }

    /// The arm that is shown; only with is_open().
    const ComparedRuns& runs() const { return arms_[arm_]; }

    void set_mode(CompareMode mode);
    void set_theme(const Theme& theme);
    void set_attribution(const QString& text);
    /// Colours the maps by a channel, and makes the difference one of it.
    void show_channel(const std::string& channel);

    // What happened to A.
    void show_run_a();
    /// Layers, their channels or classes have changed.
    void show_layers();
    void take_range_of_a(const ChannelRange& range);
    void show_moment();
    void select(const std::optional<ObjectRef>& object);

    /// Values of a thing of A, as B has them; series_of_b() answers, numbered as in A.
    void request_series(const QString& channel, const ObjectRef& object);

    /// Moments of A and B together.
    std::vector<double> moments_with(std::vector<double> moments_of_a) const;
    /// Of the map that is shown.
    std::vector<Legend> legends() const;
    bool is_settled() const;

    MapPair* maps() const { return maps_; }

    CompareBar* bar() const { return bar_; }

    RunStore& store() { return store_; }

    MapContent& content() { return content_; }

    const std::shared_ptr<const DifferenceValues>& difference() const { return difference_; }

    /// The difference's classes; nothing before the first difference.
    std::optional<ColorScale> difference_scale() const;

    QString name_of_a() const;
    QString name_of_b() const;
    /// What the difference is of: "B − A, mean of 3 seeds, 07:00 to 08:00".
    QString name_of_difference() const;

    /// The maps as they are shown, with legend, scale bar, time and where they come from; of swiped
    /// maps both. `credit`: who made the map's data. Only when a run is open.
    MapPicture picture(const QString& credit);

  signals:
    void run_a_wanted(const QString& path);
    /// Another arm or other runs: key figures are to be asked for.
    void runs_changed();
    /// A run B is open.
    void b_opened();
    void closed();
    /// A thing of A; nothing: a click beside all.
    void picked(const std::optional<cityproof::gui::ObjectRef>& object);
    void pointed_at(double x_m, double y_m);
    /// A's classes have changed.
    void classes_changed();
    /// The layers of A have changed from here.
    void layers_changed();
    void legends_changed();
    void moments_changed();
    void export_wanted();
    void series_of_b(const cityproof::gui::EntitySeries& series);
    void failed(const cityproof::Problem& problem);

  private:
    struct Samples {
        std::shared_ptr<const std::vector<float>> a;
        std::shared_ptr<const std::vector<float>> b;
    };

    void join_bar();
    void join_store();
    void join_maps();
    void join_difference();
    void choose(std::size_t arm, std::size_t pair);
    void show_run_b();
    bool has_a() const;
    void check_runs();
    void warn(const QString& sentence, const QString& remedy);
    void ask_for_frame();
    void ask_for_ranges();
    void ask_for_difference();
    void merge_classes(const std::string& channel);
    void draw_b();
    void draw_difference();
    void draw_highlights();
    void show_names();
    void fill_channels();
    std::optional<ObjectRef> partner(const ObjectRef& object, bool of_b) const;

    RunA a_;
    RunStore store_;
    MapContent content_;
    DifferenceStore differences_;
    std::shared_ptr<const DifferenceValues> difference_;
    std::vector<Legend> difference_legends_;
    std::vector<ComparedRuns> arms_;
    std::size_t arm_ = 0;
    std::size_t pair_ = 0;
    std::string channel_;
    std::map<std::string, Samples> samples_;
    std::optional<DifferenceRequest> asked_difference_;
    std::optional<ObjectRef> selected_; ///< in A
    Theme theme_ = Theme::light();
    bool has_b_ = false;
    bool waiting_ = false; ///< for a frame of B

    MapPair* maps_;
    CompareBar* bar_;
    QLabel* name_a_;
    QLabel* name_b_;
};

} // namespace cityproof::gui
