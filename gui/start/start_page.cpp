// SPDX-License-Identifier: Apache-2.0
#include "gui/start/start_page.hpp"

#include "gui/look/language.hpp"
#include "gui/map/text.hpp"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cityproof::gui {

namespace {

constexpr int page_width_px = 620;
constexpr int path_role = Qt::UserRole;

QLabel* heading(const QString& text, double height_px, QWidget* parent) {
    auto* label = new QLabel{text, parent};
    label->setFont(map_font(height_px, true));
    return label;
}

QLabel* words(const QString& text, QWidget* parent) {
    auto* label = new QLabel{text, parent};
    label->setWordWrap(true);
    return label;
}

} // namespace

StartPage::StartPage(DemoMaker& demo, QWidget* parent) : QFrame{parent}, demo_{demo} {
    setAutoFillBackground(true);
    setAccessibleName(tr("Start"));
    // On a small screen the page scrolls.
    auto* scroll = new QScrollArea{this};
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* around = new QVBoxLayout{this};
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(scroll);

    auto* page = new QWidget{scroll};
    auto* centre = new QHBoxLayout{page};
    auto* column = new QVBoxLayout;
    auto* middle = new QWidget{page};
    middle->setMaximumWidth(page_width_px);
    middle->setLayout(column);
    centre->addStretch(1);
    centre->addWidget(middle, 100);
    centre->addStretch(1);
    column->setSpacing(14);
    column->addStretch(1);
    column->addWidget(heading(tr("Cityproof"), 26, page));
    column->addWidget(words(tr("Shows what happens in a simulated city, and whether a measure "
                               "makes it better."),
                            page));
    column->addWidget(make_demo_part());
    column->addWidget(make_recent_part());
    column->addWidget(make_foot());
    column->addStretch(2);
    scroll->setWidget(page);

    connect(&demo_, &DemoMaker::progressed, this, &StartPage::show_progress);
    connect(&demo_, &DemoMaker::ended, this, &StartPage::show_idle);
    show_idle();
    refresh();
}

QWidget* StartPage::make_demo_part() {
    auto* part = new QWidget{this};
    auto* column = new QVBoxLayout{part};
    column->setContentsMargins(0, 0, 0, 0);
    demo_button_ = new QPushButton{tr("Open the demo city"), part};
    demo_button_->setAccessibleName(demo_button_->text());
    demo_button_->setMinimumHeight(38);
    demo_button_->setDefault(true);
    column->addWidget(demo_button_);
    column->addWidget(words(
        tr("An invented town of 30 000 people: streets, power and water on a November morning, "
           "with and without adaptive signals. The first time its runs are made, which takes a "
           "few minutes."),
        part));
    auto* row = new QHBoxLayout;
    auto* label = new QLabel{tr("F&older"), part};
    folder_ = new QLineEdit{DemoMaker::usual_folder(), part};
    folder_->setAccessibleName(tr("Folder of the demo city"));
    label->setBuddy(folder_);
    choose_ = new QPushButton{tr("Choose…"), part};
    choose_->setAccessibleName(tr("Choose the folder of the demo city"));
    row->addWidget(label);
    row->addWidget(folder_, 1);
    row->addWidget(choose_);
    column->addLayout(row);
    auto* state = new QHBoxLayout;
    making_ = new QLabel{part};
    progress_ = new QProgressBar{part};
    progress_->setAccessibleName(tr("Runs of the demo city"));
    stop_ = new QPushButton{tr("Stop"), part};
    stop_->setAccessibleName(tr("Stop making the demo city"));
    state->addWidget(making_);
    state->addWidget(progress_, 1);
    state->addWidget(stop_);
    column->addLayout(state);
    guide_ = new QPushButton{tr("First comparison, step by step"), part};
    guide_->setAccessibleName(guide_->text());
    column->addWidget(guide_, 0, Qt::AlignLeft);
    connect(guide_, &QPushButton::clicked, this, &StartPage::guide_wanted);
    connect(demo_button_, &QPushButton::clicked, this, &StartPage::open_demo);
    connect(choose_, &QPushButton::clicked, this, &StartPage::choose_folder);
    connect(stop_, &QPushButton::clicked, &demo_, &DemoMaker::stop);
    return part;
}

QWidget* StartPage::make_recent_part() {
    auto* part = new QWidget{this};
    auto* column = new QVBoxLayout{part};
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    row->addWidget(heading(tr("Recent runs"), 15, part));
    row->addStretch(1);
    auto* open = new QPushButton{tr("Open a run…"), part};
    open->setAccessibleName(open->text());
    clear_ = new QPushButton{tr("Clear the list"), part};
    clear_->setAccessibleName(tr("Clear the list of recent runs"));
    row->addWidget(open);
    row->addWidget(clear_);
    column->addLayout(row);
    none_ = new QLabel{tr("None yet."), part};
    recent_ = new QListWidget{part};
    recent_->setAccessibleName(tr("Recent runs"));
    recent_->setMinimumHeight(120);
    recent_->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(none_);
    column->addWidget(recent_);
    connect(open, &QPushButton::clicked, this, &StartPage::file_dialog_wanted);
    connect(clear_, &QPushButton::clicked, this, [this] {
        runs_.clear();
        refresh();
    });
    const auto choose = [this](const QListWidgetItem* item) {
        emit run_chosen(item->data(path_role).toString());
    };
    connect(recent_, &QListWidget::itemClicked, this, choose);
    connect(recent_, &QListWidget::itemActivated, this, choose);
    return part;
}

QWidget* StartPage::make_foot() {
    auto* part = new QWidget{this};
    auto* row = new QHBoxLayout{part};
    row->setContentsMargins(0, 0, 0, 0);
    auto* keys = new QPushButton{tr("Keys (?)"), part};
    keys->setAccessibleName(tr("Keys"));
    auto* help = new QPushButton{tr("Help (F1)"), part};
    help->setAccessibleName(tr("Help"));
    auto* label = new QLabel{tr("&Language"), part};
    QComboBox* languages = make_languages();
    label->setBuddy(languages);
    row->addWidget(keys);
    row->addWidget(help);
    row->addStretch(1);
    row->addWidget(label);
    row->addWidget(languages);
    connect(keys, &QPushButton::clicked, this, &StartPage::keys_wanted);
    connect(help, &QPushButton::clicked, this, &StartPage::help_wanted);
    return part;
}

QComboBox* StartPage::make_languages() {
    auto* box = new QComboBox{this};
    box->setAccessibleName(tr("Language"));
    box->setToolTip(tr("Used from the next start on"));
    box->addItem(tr("as the system"), QString{});
    for (const Language& language : languages()) {
        box->addItem(language.name, language.code);
    }
    box->setCurrentIndex(std::max(0, box->findData(chosen_language())));
    connect(box, &QComboBox::activated, this,
            [box] { choose_language(box->currentData().toString()); });
    return box;
}

void StartPage::refresh() {
    const QStringList paths = runs_.list();
    recent_->clear();
    for (const QString& path : paths) {
        const QFileInfo file{path};
        const QString where = QDir::toNativeSeparators(file.absolutePath());
        auto* item = new QListWidgetItem{
            file.exists() ? tr("%1  in  %2").arg(file.fileName(), where)
                          : tr("%1  in  %2  (not there any more)").arg(file.fileName(), where),
            recent_};
        item->setData(path_role, path);
        item->setToolTip(path);
    }
    recent_->setVisible(!paths.isEmpty());
    clear_->setVisible(!paths.isEmpty());
    none_->setVisible(paths.isEmpty());
}

void StartPage::open_demo() {
    // Also when its runs are there: the program sees whether they were made from the same inputs.
    demo_.make(QDir{folder_->text()}.absolutePath());
}

void StartPage::show_progress(int done, int all) {
    demo_button_->setEnabled(false);
    folder_->setEnabled(false);
    choose_->setEnabled(false);
    making_->setText(all == 0 ? tr("Making the city …") : tr("Runs: %1 of %2").arg(done).arg(all));
    progress_->setRange(0, all);
    progress_->setValue(done);
    for (QWidget* widget : std::initializer_list<QWidget*>{making_, progress_, stop_}) {
        widget->show();
    }
}

void StartPage::show_idle() {
    demo_button_->setEnabled(true);
    folder_->setEnabled(true);
    choose_->setEnabled(true);
    for (QWidget* widget : std::initializer_list<QWidget*>{making_, progress_, stop_}) {
        widget->hide();
    }
}

void StartPage::choose_folder() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder of the demo city"), folder_->text());
    if (!folder.isEmpty()) {
        folder_->setText(folder);
    }
}

} // namespace cityproof::gui
