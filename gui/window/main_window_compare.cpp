// SPDX-License-Identifier: Apache-2.0
// The part of MainWindow that has to do with a second run.
#include "gui/compare/compare_view.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/legend_view.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"

#include <QFileDialog>

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
    connect(compare_->maps()->difference(), &MapView::camera_changed, this,
            &MainWindow::show_scale);
}

void MainWindow::compare(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    try {
        const bool study = b.empty() && a.size() == 1 && is_study(a.front());
        if (b.empty() && !study) {
            throw InputError{{a.front()}, "there is nothing to compare it with",
                             "the run files of another arm"};
        }
        compare_->open(study ? arms_of_study(a.front())
                             : std::vector<ComparedRuns>{pair_runs_by_seed(a, b)});
    } catch (const InputError& error) {
        problems_->add(error.problem());
    }
}

void MainWindow::show_run_a(const QString& path) {
    const std::string file = path.toStdString();
    if (store_.facts() && (store_.facts()->file == file || store_.facts()->file == file + ".part")) {
        return;
    }
    keeps_view_ = true;
    open(path);
}

void MainWindow::end_comparison() {
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
    if (!store_.facts()) {
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

} // namespace cityproof::gui
