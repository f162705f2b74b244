// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that has to do with a second run, with profiles and with files.
#include "gui/compare/compare_view.hpp"
#include "gui/compare/key_figure_table.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/picture/picture_file.hpp"
#include "gui/profile/profile_panel.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/legend_view.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"
#include "io/text/files.hpp"

#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QStatusBar>

#include <algorithm>

namespace cityproof::gui {

void MainWindow::make_comparison() {
    compare_ = new CompareView{{store_, content_, playback_}, map_, this};
    setCentralWidget(compare_);
}

void MainWindow::join_comparison() {
    connect(compare_, &CompareView::run_a_wanted, this, &MainWindow::show_run_a);
    connect(compare_, &CompareView::closed, this, &MainWindow::end_comparison);
    connect(compare_, &CompareView::picked, this, &MainWindow::select);
    connect(compare_, &CompareView::pointed_at, this, &MainWindow::show_place);
    connect(compare_, &CompareView::failed, problems_, &ProblemsPanel::add);
    connect(compare_, &CompareView::legends_changed, this, &MainWindow::show_legend);
    connect(compare_, &CompareView::classes_changed, this, [this] {
        ask_for_ranges();
        draw_map();
    });
    connect(compare_, &CompareView::layers_changed, this, [this] {
        layers_->show_run();
        emit layers_->changed();
    });
    connect(compare_, &CompareView::moments_changed, this, [this] {
        if (store_.progress()) {
            playback_.set_moments(compare_->moments_with(store_.progress()->moments_s));
        }
    });
    connect(compare_, &CompareView::b_opened, chart_, [this] { chart_->set_compared(true); });
    connect(compare_, &CompareView::series_of_b, chart_, &ChartPanel::add_series_of_b);
    connect(chart_, &ChartPanel::series_of_b_wanted, compare_, &CompareView::request_series);
    connect(compare_, &CompareView::runs_changed, this, &MainWindow::ask_for_key_figures);
    connect(compare_, &CompareView::export_wanted, this, &MainWindow::choose_picture_file);
    connect(&compare_program_, &ComparisonProgram::report_ready, key_figures_,
            &KeyFigureTable::show_report);
    connect(&compare_program_, &ComparisonProgram::failed, this, [this](const Problem& problem) {
        problems_->add(problem);
        if (key_figures_->model()->rowCount() == 0) {
            key_figures_->show_message(
                tr("There are no key figures: %1").arg(QString::fromStdString(problem.message)));
        }
    });
    connect(&compare_program_, &ComparisonProgram::html_written, this,
            [this](const QString& path) { state_->setText(tr("Written: %1").arg(path)); });
    connect(key_figures_, &KeyFigureTable::figure_chosen, this, [this](const QString& figure) {
        if (compare_->is_open() && store_.facts()) {
            compare_->show_channel(channel_of_figure(figure, store_.facts()->channels));
        }
    });
    connect(key_figures_, &KeyFigureTable::csv_wanted, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Save the key figures"),
                                                          QStringLiteral("key_figures.csv"),
                                                          tr("Comma-separated values (*.csv)"));
        if (!path.isEmpty()) {
            save_key_figures(path);
        }
    });
    connect(key_figures_, &KeyFigureTable::html_wanted, this, [this] {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Save the report"), QStringLiteral("report.html"), tr("Web pages (*.html)"));
        if (!path.isEmpty()) {
            save_report(path);
        }
    });
    connect(compare_->maps()->difference(), &MapView::camera_changed, this,
            &MainWindow::show_scale);
}

void MainWindow::join_profile() {
    connect(profile_, &ProfilePanel::time_space_wanted, &store_, &RunStore::request_time_space);
    connect(&store_, &RunStore::time_space_ready, this,
            [this](const std::shared_ptr<const TimeSpace>& diagram) {
                profile_->show_time_space(*diagram);
            });
    connect(profile_->plot(), &XyPlot::time_chosen, &playback_, &Playback::go_to);
}

void MainWindow::compare(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    try {
        const bool study = b.empty() && a.size() == 1 && is_study(a.front());
        if (b.empty() && !study) {
            throw InputError{{a.front()},
                             tr("there is nothing to compare it with").toStdString(),
                             tr("the run files of another arm").toStdString()};
        }
        for (const std::vector<std::string>& arm : {a, b}) {
            const auto city =
                std::ranges::find_if(arm, [](const auto& one) { return is_city(one); });
            if (city != arm.end()) {
                throw InputError{{*city},
                                 tr("is a city package without a run").toStdString(),
                                 tr("a run file").toStdString()};
            }
        }
        compare_->open(study ? arms_of_study(a.front())
                             : std::vector<ComparedRuns>{pair_runs_by_seed(a, b)});
    } catch (const InputError& error) {
        problems_->add(error.problem());
    }
}

void MainWindow::show_run_a(const QString& path) {
    const std::string file = path.toStdString();
    if (store_.facts() &&
        (store_.facts()->file == file || store_.facts()->file == file + ".part")) {
        return;
    }
    keeps_view_ = true;
    open(path);
}

void MainWindow::ask_for_key_figures() {
    key_figures_->show_message(tr("Key figures are being compared …"));
    compare_program_.ask(compare_->runs());
    docks_.at(Command::toggle_key_figures)->show();
    docks_.at(Command::toggle_key_figures)->raise();
}

void MainWindow::end_comparison() {
    compare_program_.cancel();
    chart_->set_compared(false);
    key_figures_->show_message(
        tr("Compare two runs, or the arms of a study: their key figures appear here."));
    content_.forget_ranges(); // they were made for both runs
    ask_for_ranges();
    if (store_.progress()) {
        playback_.set_moments(store_.progress()->moments_s);
    }
    draw_map();
    map_->setFocus();
}

void MainWindow::restore_layers(const std::vector<LayerSettings>& kept) {
    for (const LayerSettings& layer : kept) {
        content_.set_visible(layer.table, layer.visible);
        content_.set_channel(layer.table, layer.channel);
        content_.set_limits(layer.table, layer.limits);
    }
}

void MainWindow::show_legend() {
    layers_->show_legend(theme_);
    if (compare_->is_open()) {
        layers_->legend()->set_legends(compare_->legends(), theme_);
    }
}

void MainWindow::choose_compared() {
    if (!store_.facts() || store_.facts()->is_city) {
        choose_file();
        return;
    }
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Compare this run with"), {}, tr("Runs (*.h5 *.h5.part);;All files (*)"));
    std::vector<std::string> b;
    for (const QString& file : files) {
        b.push_back(file.toStdString());
    }
    if (!b.empty()) {
        compare({store_.facts()->file}, b);
    }
}

void MainWindow::choose_study() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Compare the arms of a study"));
    if (!folder.isEmpty()) {
        compare({folder.toStdString()}, {});
    }
}

/// Whether it went well; else the problems panel says why.
bool MainWindow::save(const QString& path, const std::function<void()>& write) {
    try {
        write();
        state_->setText(tr("Written: %1").arg(path));
        return true;
    } catch (const InputError& error) {
        problems_->add(error.problem());
    } catch (const std::exception& error) {
        problems_->add({Severity::error, {path.toStdString()}, error.what(), {}, {}});
    }
    return false;
}

void MainWindow::save_picture(const QString& path) {
    if (!store_.facts()) {
        return;
    }
    save(path, [&] {
        write_picture(compare_->picture(attribution()), {1600, 1000, 2}, path.toStdString());
    });
}

void MainWindow::save_key_figures(const QString& path) {
    const QByteArray csv = key_figures_->csv();
    save(path, [&] {
        io::write_file_atomically(path.toStdString(),
                                  {csv.constData(), static_cast<std::size_t>(csv.size())});
    });
}

void MainWindow::save_report(const QString& path) {
    if (compare_->is_open()) {
        compare_program_.write_html(compare_->runs(), path);
    }
}

void MainWindow::choose_picture_file() {
    if (!store_.facts()) {
        return;
    }
    QString kind;
    QString path = QFileDialog::getSaveFileName(this, tr("Save the map"), QStringLiteral("map.png"),
                                                tr("Picture (*.png);;Drawing (*.svg)"), &kind);
    if (!path.isEmpty()) {
        const bool named =
            path.endsWith(QStringLiteral(".png")) || path.endsWith(QStringLiteral(".svg"));
        path += named ? QString{}
                      : QString{kind.contains(QStringLiteral("svg")) ? QStringLiteral(".svg")
                                                                     : QStringLiteral(".png")};
        save_picture(path);
    }
}

} // namespace cityproof::gui
