// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "gui/inspect/id_search.hpp"
#include "gui/view/vehicle_dots.hpp"

#include <QWidget>

#include <optional>
#include <set>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace cityproof::gui {

/// What is known of the selected thing: its id and place, and each channel of its table at the
/// shown moment. Ticked channels go to the chart, and stay ticked when another thing of the table
/// is selected.
class Inspector : public QWidget {
    Q_OBJECT

  public:
    /// `search` outlives the inspector.
    explicit Inspector(const IdSearch& search, QWidget* parent = nullptr);

    void set_run(std::shared_ptr<const RunFacts> facts);
    /// `preferred`: the channel to tick when none of the table is.
    void select(const std::optional<ObjectRef>& object, const std::string& preferred);
    void show_frame(const Frame& frame);
    void show_vehicle(const VehicleDots& dots);

    /// Ticked channels of the selected thing, in the order of the run file.
    std::vector<std::string> charted() const;

    QTreeWidget* rows() const { return rows_; }

    QString heading() const;

  signals:
    void charted_changed();
    void go_to_wanted();

  private:
    void add_row(const QString& name, const QString& value);
    void add_place(const io::Geometry& shape);
    void add_channels(const std::string& preferred);

    const IdSearch& search_;
    std::shared_ptr<const RunFacts> facts_;
    std::optional<ObjectRef> object_;
    std::set<std::string> ticked_;
    std::vector<std::pair<const io::ChannelDescription*, QTreeWidgetItem*>> channels_;
    QTreeWidgetItem* vehicle_row_ = nullptr;
    QLabel* heading_;
    QLabel* hint_; ///< while nothing is selected
    QTreeWidget* rows_;
    bool filling_ = false;
};

/// "12.3 km/h" in the unit that is shown; "no data" for what is not finite.
QString shown_value(const io::ChannelDescription& channel, float stored);

} // namespace cityproof::gui
