// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/compared_runs.hpp"
#include "gui/compare/map_pair.hpp"

#include <QWidget>

#include <array>
#include <string>
#include <utility>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace cityproof::gui {

/// What can be chosen in a comparison: how it is shown, of which channel, which arm and seed, and
/// what the difference is a mean of.
class CompareBar : public QWidget {
    Q_OBJECT

  public:
    explicit CompareBar(QWidget* parent = nullptr);

    void set_mode(CompareMode mode);
    /// Names of channels and their titles.
    void set_channels(const std::vector<std::pair<std::string, QString>>& channels,
                      const std::string& chosen);
    void choose_channel(const std::string& channel);
    void set_arms(const std::vector<ComparedRuns>& arms, std::size_t arm, std::size_t pair);

    std::string channel() const;
    bool wants_mean_of_range() const;
    bool wants_all_seeds() const;

    QToolButton* mode_button(CompareMode mode) const;

    QComboBox* channel_box() const { return channel_; }

    QComboBox* arm_box() const { return arm_; }

    QComboBox* seed_box() const { return seed_; }

    QCheckBox* range_box() const { return of_range_; }

    QCheckBox* seeds_box() const { return of_seeds_; }

  signals:
    void mode_chosen(cityproof::gui::CompareMode mode);
    void channel_chosen(const QString& channel);
    void arm_chosen(int arm);
    void pair_chosen(int pair);
    /// What the difference is a mean of.
    void mean_changed();
    void export_wanted();
    void close_wanted();

  private:
    QToolButton* add_mode(CompareMode mode, const QString& text, const QString& tip);

    std::array<std::pair<CompareMode, QToolButton*>, 3> modes_;
    QComboBox* channel_;
    QComboBox* arm_;
    QLabel* arm_name_;
    QComboBox* seed_;
    QLabel* seed_name_;
    QCheckBox* of_range_;
    QCheckBox* of_seeds_;
    QPushButton* export_;
    QPushButton* close_;
};

} // namespace cityproof::gui
