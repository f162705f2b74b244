// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/inspect/id_search.hpp"
#include "gui/live/street_chain.hpp"
#include "gui/profile/network_profile.hpp"
#include "gui/profile/xy_plot.hpp"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QToolButton;

namespace cityproof::gui {

/// Values along something: of the nodes of a network over the distance from the selected one, at
/// the shown moment; or the vehicles on a street, or on several one after the other, over time.
class ProfilePanel : public QWidget {
    Q_OBJECT

  public:
    /// `search` outlives the panel.
    explicit ProfilePanel(const IdSearch& search, QWidget* parent = nullptr);

    void set_run(std::shared_ptr<const RunFacts> facts);
    void select(const std::optional<ObjectRef>& object);
    void show_frame(const std::shared_ptr<const Frame>& frame);
    /// Answers time_space_wanted().
    void show_time_space(const TimeSpace& diagram);

    /// Table whose channels the profile needs in the next frames; empty: none.
    std::string wanted_table() const;

    XyPlot* plot() const { return plot_; }

    QComboBox* channel_box() const { return channel_; }

    QToolButton* add_button() const { return add_; }

    QToolButton* clear_button() const { return clear_; }

  signals:
    void time_space_wanted(const std::vector<cityproof::io::Geometry>& streets);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void fill_channels();
    void draw();
    void draw_profile();
    void ask_for_time_space();
    void say(const QString& message);
    bool shows_streets() const;
    QString street_names() const;

    const IdSearch& search_;
    std::shared_ptr<const RunFacts> facts_;
    std::shared_ptr<const Frame> frame_;
    NetworkMap network_;
    std::optional<ObjectRef> selected_;
    std::optional<ObjectRef> root_;  ///< the node that the profile begins at
    std::vector<std::size_t> chain_; ///< streets, as picked
    bool owes_diagram_ = false;      ///< asked for when somebody looks: it reads every frame
    XyPlot* plot_;
    QComboBox* channel_;
    QToolButton* add_;
    QToolButton* clear_;
};

} // namespace cityproof::gui
