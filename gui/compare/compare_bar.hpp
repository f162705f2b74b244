// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/compared_runs.hpp"
#include "gui/compare/map_pair.hpp"

#include <QWidget>

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
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
    /// Class limits that were typed for a channel's difference, the positive ones; empty: from the
    /// data. They are kept for each channel.
    std::vector<double> limits_of(const std::string& channel) const;

    QToolButton* mode_button(CompareMode mode) const;

    QComboBox* channel_box() const { return channel_; }

    QComboBox* arm_box() const { return arm_; }

    QComboBox* seed_box() const { return seed_; }

    QCheckBox* range_box() const { return of_range_; }

    QCheckBox* seeds_box() const { return of_seeds_; }

    QLineEdit* limits_line() const { return limits_; }

    /// Why typed limits were refused; hidden when they were not.
    QLabel* limits_problem_label() const { return limits_problem_; }

  signals:
    void mode_chosen(cityproof::gui::CompareMode mode);
    void channel_chosen(const QString& channel);
    void arm_chosen(int arm);
    void pair_chosen(int pair);
    /// What the difference is a mean of.
    void mean_changed();
    /// The class limits of the chosen channel's difference.
    void limits_changed();
    void export_wanted();
    void close_wanted();

  private:
    QToolButton* add_mode(CompareMode mode, const QString& text, const QString& tip);

    void show_limits();
    void take_limits();
    void show_limits_problem(const QString& problem);

    std::array<std::pair<CompareMode, QToolButton*>, 3> modes_;
    QComboBox* channel_;
    QComboBox* arm_;
    QLabel* arm_name_;
    QComboBox* seed_;
    QLabel* seed_name_;
    QCheckBox* of_range_;
    QCheckBox* of_seeds_;
    QLabel* limits_name_;
    QLineEdit* limits_;
    QLabel* limits_problem_;
    std::map<std::string, std::vector<double>> typed_limits_; ///< by channel
    QPushButton* export_;
    QPushButton* close_;
};

} // namespace cityproof::gui
