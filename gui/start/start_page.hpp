// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/start/demo_maker.hpp"
#include "gui/start/recent_runs.hpp"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace cityproof::gui {

/// What the window shows before a run is open: the demo city, runs that were open before, help, and
/// the language.
class StartPage : public QFrame {
    Q_OBJECT

  public:
    /// `demo` outlives the page.
    explicit StartPage(DemoMaker& demo, QWidget* parent = nullptr);

    /// Reads the list of recent runs anew.
    void refresh();

    QPushButton* demo_button() const { return demo_button_; }

    QPushButton* guide_button() const { return guide_; }

    QPushButton* stop_button() const { return stop_; }

    QLineEdit* folder_line() const { return folder_; }

    QListWidget* recent() const { return recent_; }

  signals:
    void run_chosen(const QString& path);
    void file_dialog_wanted();
    void guide_wanted();
    void keys_wanted();
    void help_wanted();

  private:
    QWidget* make_demo_part();
    QWidget* make_recent_part();
    QWidget* make_foot();
    QComboBox* make_languages();
    void open_demo();
    void show_progress(int done, int all);
    void show_idle();
    void choose_folder();

    DemoMaker& demo_;
    RecentRuns runs_;
    QPushButton* demo_button_ = nullptr;
    QPushButton* guide_ = nullptr;
    QPushButton* stop_ = nullptr;
    QPushButton* choose_ = nullptr;
    QPushButton* clear_ = nullptr;
    QLineEdit* folder_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QLabel* making_ = nullptr;
    QLabel* none_ = nullptr;
    QListWidget* recent_ = nullptr;
};

} // namespace cityproof::gui
