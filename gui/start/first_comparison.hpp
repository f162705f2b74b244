// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <map>
#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace cityproof::gui {

/// The steps from an empty window to a verdict of one's own.
enum class GuideStep { demo, play, scenario, policy, run, verdict, report };

/// A page beside the map that leads through a first comparison. Each step says what to do and has a
/// button that does it; a step is ticked off however the user got there. Nothing is locked: it can
/// be left and come back to at any step.
class FirstComparison : public QWidget {
    Q_OBJECT

  public:
    explicit FirstComparison(QWidget* parent = nullptr);

    void set_done(GuideStep step);
    bool is_done(GuideStep step) const;
    /// The first that is not done; nullopt when all are.
    std::optional<GuideStep> next() const;
    void start_again();

    QPushButton* button(GuideStep step) const { return rows_.at(step).button; }

  signals:
    void step_wanted(cityproof::gui::GuideStep step);

  private:
    struct Row {
        QLabel* mark = nullptr;
        QLabel* title = nullptr;
        QLabel* words = nullptr; ///< shown while it is the next step
        QPushButton* button = nullptr;
        bool done = false;
    };

    void add_row(GuideStep step, const QString& title, const QString& words, const QString& action);
    void show_state();

    std::map<GuideStep, Row> rows_;
    QScrollArea* scroll_;
    QLabel* end_;
};

} // namespace cityproof::gui
