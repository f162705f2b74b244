// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/id_search.hpp"

#include <QWidget>

#include <memory>
#include <vector>

class QToolButton;

namespace cityproof::gui {

/// One line that is wanted in the chart.
struct ChartLine {
    ObjectRef object;
    std::string channel;
    bool of_b = false; ///< the same thing in the run that is compared

    friend bool operator==(const ChartLine&, const ChartLine&) = default;
};

/// The chart of what is ticked in the inspector, and of lines that were kept before.
class ChartPanel : public QWidget {
    Q_OBJECT

  public:
    /// `search` outlives the panel.
    explicit ChartPanel(const IdSearch& search, QWidget* parent = nullptr);

    void set_run(std::shared_ptr<const RunFacts> facts);
    /// The selected thing's lines; series_wanted() asks for what is not known yet.
    void set_lines(std::vector<ChartLine> lines);
    void add_series(const EntitySeries& series);

    /// Every line is drawn twice, of A dashed and of B solid; the difference is B minus A.
    void set_compared(bool compared);
    /// Of run B, numbered as in A; series_of_b_wanted() asks for it.
    void add_series_of_b(const EntitySeries& series);

    /// The run went on: asks for all lines again.
    void refresh();

    TimeSeriesPlot* plot() const { return plot_; }

    QToolButton* keep_button() const { return keep_; }

    QToolButton* difference_button() const { return difference_; }

  signals:
    void series_wanted(const QString& channel, std::size_t entity);
    void series_of_b_wanted(const QString& channel, const cityproof::gui::ObjectRef& object);

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
    void draw();

    const IdSearch& search_;
    std::shared_ptr<const RunFacts> facts_;
    std::vector<ChartLine> lines_;
    std::vector<ChartLine> kept_;
    std::vector<Known> known_;
    bool compared_ = false;
    TimeSeriesPlot* plot_;
    QToolButton* keep_;
    QToolButton* difference_;
    QToolButton* clear_;
};

} // namespace cityproof::gui
