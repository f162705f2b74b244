// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/id_search.hpp"
#include "gui/recorded/feed_of_run.hpp"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QToolButton;

namespace cityproof::gui {

/// One line that is wanted in the chart.
struct ChartLine {
    ObjectRef object;
    std::string channel;
    bool of_b = false; ///< the same thing in the run that is compared

    friend bool operator==(const ChartLine&, const ChartLine&) = default;
};

/// The chart of what is ticked in the inspector, and of lines that were kept before; beside them
/// what was recorded, and the residuals as a strip and in numbers.
class ChartPanel : public QWidget {
    Q_OBJECT

  public:
    /// `search` outlives the panel.
    explicit ChartPanel(const IdSearch& search, QWidget* parent = nullptr);

    void set_run(std::shared_ptr<const RunFacts> facts);
    void set_clock(const RunClock& clock);
    /// The selected thing's lines; series_wanted() asks for what is not known yet.
    void set_lines(std::vector<ChartLine> lines);
    void add_series(const EntitySeries& series);

    /// Every line is drawn twice, of A dashed and of B solid; the difference is B minus A.
    void set_compared(bool compared);
    /// Of run B, numbered as in A; series_of_b_wanted() asks for it.
    void add_series_of_b(const EntitySeries& series);

    /// A feed to hold the lines against, of the run that is set; null: none.
    void set_recorded(std::shared_ptr<const FeedOfRun> feed);

    const std::shared_ptr<const FeedOfRun>& recorded() const { return recorded_; }

    /// What is said about the residuals, one line each.
    QString numbers() const;

    /// The run went on: asks for all lines again.
    void refresh();

    TimeSeriesPlot* plot() const { return plot_; }

    QToolButton* keep_button() const { return keep_; }

    QToolButton* difference_button() const { return difference_; }

    QToolButton* clear_button() const { return clear_; }

  signals:
    void series_wanted(const QString& channel, std::size_t entity);
    void series_of_b_wanted(const QString& channel, const cityproof::gui::ObjectRef& object);

    /// The user wants to choose a file of recorded values.
    void recorded_wanted();
    /// ... has dropped one on the chart.
    void recorded_dropped(const QString& path);
    /// ... lets go of them.
    void recorded_cleared();

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    struct Known {
        ChartLine line;
        PlotSeries series;
    };

    std::vector<ChartLine> all_lines() const;
    void add(const EntitySeries& series, bool of_b);
    void ask(const ChartLine& line);
    const PlotSeries* known(const ChartLine& line) const;
    void ask_for_missing();
    void make_buttons();
    void keep();
    void clear();
    void draw();
    void draw_recorded(std::vector<PlotSeries> shown, const std::vector<ChartLine>& lines);

    const IdSearch& search_;
    std::shared_ptr<const RunFacts> facts_;
    std::vector<ChartLine> lines_;
    std::vector<ChartLine> kept_;
    std::vector<Known> known_;
    std::shared_ptr<const FeedOfRun> recorded_;
    RunClock clock_{"", ""};
    bool compared_ = false;
    TimeSeriesPlot* plot_;
    QLabel* numbers_;
    QToolButton* keep_ = nullptr;
    QToolButton* difference_ = nullptr;
    QToolButton* choose_recorded_ = nullptr;
    QToolButton* clear_ = nullptr;
};

} // namespace cityproof::gui
