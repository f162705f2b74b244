// SPDX-License-Identifier: Apache-2.0
#include "gui/queue/queue_panel.hpp"

#include <QApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

enum Column { name_column, progress_column, time_column };

constexpr int id_role = Qt::UserRole;
constexpr int percent_role = Qt::UserRole + 1;

/// A bar behind the state's name while a run goes on.
class ProgressDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        constexpr int frame = 10; // of the bar, above and below its words
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), std::max(size.height(), option.fontMetrics.height() + frame)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const QVariant percent = index.data(percent_role);
        if (!percent.isValid()) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        QStyleOptionProgressBar bar;
        bar.rect = option.rect.adjusted(2, 1, -2, -1);
        bar.state = QStyle::State_Enabled | QStyle::State_Horizontal;
        bar.direction = option.direction;
        bar.fontMetrics = option.fontMetrics;
        bar.palette = option.palette;
        bar.minimum = 0;
        bar.maximum = 100;
        bar.progress = percent.toInt();
        bar.text = index.data().toString();
        bar.textVisible = true;
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter, option.widget);
    }
};

QPushButton* make_button(const QString& text, const QString& name, QWidget* parent) {
    auto* button = new QPushButton{text, parent};
    button->setAccessibleName(name);
    return button;
}

QString progress_text(const QueuedRun& run) {
    QString name = state_name(run.state);
    if (!run.share || is_over(run.state)) {
        return name;
    }
    return QStringLiteral("%1  %2 %").arg(name).arg(std::floor(100 * *run.share), 0, 'f', 0);
}

} // namespace

QString state_name(RunState state) {
    switch (state) {
    case RunState::queued:
        return QueuePanel::tr("Waiting");
    case RunState::running:
        return QueuePanel::tr("Running");
    case RunState::paused:
        return QueuePanel::tr("Paused");
    case RunState::stopping:
        return QueuePanel::tr("Stopping");
    case RunState::done:
        return QueuePanel::tr("Done");
    case RunState::failed:
        return QueuePanel::tr("Failed");
    case RunState::stopped:
        return QueuePanel::tr("Stopped");
    }
    return {};
}

QString remaining_text(const std::optional<double>& remaining_s) {
    if (!remaining_s || !(*remaining_s >= 0)) {
        return {};
    }
    const auto seconds = static_cast<qlonglong>(std::llround(*remaining_s));
    if (seconds < 60) {
        return QueuePanel::tr("about %1 s left").arg(seconds);
    }
    if (seconds < 3600) {
        return QueuePanel::tr("about %1 min %2 s left").arg(seconds / 60).arg(seconds % 60);
    }
    return QueuePanel::tr("about %1 h %2 min left").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QueuePanel::QueuePanel(RunQueue& queue, QWidget* parent)
    : QWidget{parent},
      queue_{queue},
      list_{new QTreeWidget{this}},
      at_a_time_{new QSpinBox{this}},
      pause_{make_button(tr("Pause"), tr("Pause the run"), this)},
      stop_{make_button(tr("Stop"), tr("Stop the run"), this)},
      retry_{make_button(tr("Run again"), tr("Run again"), this)},
      open_{make_button(tr("Show"), tr("Show the run"), this)},
      remove_{make_button(tr("Remove"), tr("Remove from the list"), this)},
      sentence_{new QLabel{this}},
      log_{new QPlainTextEdit{this}} {
    list_->setAccessibleName(tr("Runs"));
    list_->setHeaderLabels({tr("Run"), tr("State"), tr("Time left")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setItemDelegateForColumn(progress_column, new ProgressDelegate{list_});
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(name_column, QHeaderView::Stretch);
    list_->header()->resizeSection(progress_column, 140);
    list_->header()->resizeSection(time_column, 170);
    list_->setMinimumHeight(60);
    at_a_time_->setAccessibleName(tr("Runs at a time"));
    at_a_time_->setRange(1, 256);
    at_a_time_->setValue(queue_.at_a_time());
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    log_->setAccessibleName(tr("What the run said"));
    log_->setReadOnly(true);
    log_->setTabChangesFocus(true);
    log_->setLineWrapMode(QPlainTextEdit::NoWrap);
    log_->setMinimumHeight(40);
    remove_->setToolTip(tr("Takes it from this list; its files stay."));
    make_buttons();
    connect(&queue_, &RunQueue::list_changed, this, &QueuePanel::fill);
    connect(&queue_, &RunQueue::changed, this, &QueuePanel::show_row);
    connect(list_, &QTreeWidget::currentItemChanged, this, &QueuePanel::show_chosen);
    connect(list_, &QTreeWidget::itemActivated, this, &QueuePanel::open_chosen);
    connect(at_a_time_, &QSpinBox::valueChanged, &queue_, &RunQueue::set_at_a_time);
    fill();
}

QueuePanel::~QueuePanel() {
    list_->disconnect(this); // the queue may be gone when the list goes
}

void QueuePanel::make_buttons() {
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {open_, pause_, stop_, retry_, remove_}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* label = new QLabel{tr("At a t&ime:"), this};
    label->setBuddy(at_a_time_);
    buttons->addWidget(label);
    buttons->addWidget(at_a_time_);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(list_, 3);
    column->addLayout(buttons);
    column->addWidget(sentence_);
    column->addWidget(log_, 2);
    connect(open_, &QPushButton::clicked, this, &QueuePanel::open_chosen);
    connect(pause_, &QPushButton::clicked, this, [this] {
        const QueuedRun* run = queue_.find(chosen());
        if (run != nullptr && run->state == RunState::paused) {
            queue_.resume(run->id);
        } else {
            queue_.pause(chosen());
        }
    });
    connect(stop_, &QPushButton::clicked, this, [this] { queue_.stop(chosen()); });
    connect(retry_, &QPushButton::clicked, this, [this] {
        const int id = chosen();
        queue_.retry(id);
        choose(id);
    });
    connect(remove_, &QPushButton::clicked, this, [this] { queue_.remove(chosen()); });
}

int QueuePanel::chosen() const {
    const QTreeWidgetItem* item = list_->currentItem();
    return item == nullptr ? 0 : item->data(name_column, id_role).toInt();
}

void QueuePanel::choose(int id) {
    if (QTreeWidgetItem* row = row_of(id)) {
        list_->setCurrentItem(row);
    }
}

QTreeWidgetItem* QueuePanel::row_of(int id) const {
    for (int row = 0; row < list_->topLevelItemCount(); ++row) {
        if (list_->topLevelItem(row)->data(name_column, id_role).toInt() == id) {
            return list_->topLevelItem(row);
        }
    }
    return nullptr;
}

void QueuePanel::fill() {
    const int id = chosen();
    {
        const QSignalBlocker quiet{list_};
        list_->clear();
        for (const QueuedRun& run : queue_.runs()) {
            auto* row = new QTreeWidgetItem{list_};
            row->setData(name_column, id_role, run.id);
            row->setText(name_column, run.request.title);
            row->setToolTip(name_column, run.request.result);
            show_row(run.id);
        }
        choose(id);
        if (list_->currentItem() == nullptr && list_->topLevelItemCount() > 0) {
            list_->setCurrentItem(list_->topLevelItem(list_->topLevelItemCount() - 1));
        }
    }
    show_chosen();
}

void QueuePanel::show_row(int id) {
    const QueuedRun* run = queue_.find(id);
    QTreeWidgetItem* row = row_of(id);
    if (run == nullptr || row == nullptr) {
        return;
    }
    row->setText(progress_column, progress_text(*run));
    row->setData(progress_column, percent_role,
                 run->share && !is_over(run->state) ? QVariant{static_cast<int>(100 * *run->share)}
                                                    : QVariant{});
    row->setText(time_column, is_over(run->state) ? QString{} : remaining_text(run->remaining_s));
    if (id == chosen()) {
        show_chosen();
    }
}

void QueuePanel::show_chosen() {
    const QueuedRun* run = queue_.find(chosen());
    const bool over = run != nullptr && is_over(run->state);
    const bool one_run = run != nullptr && run->request.kind == RunKind::run;
    const bool paused = run != nullptr && run->state == RunState::paused;
    const bool goes_on = run != nullptr && run->state == RunState::running && run->share;
    const bool stopping = run != nullptr && run->state == RunState::stopping;
    pause_->setEnabled(one_run && (goes_on || paused));
    pause_->setText(paused ? tr("Go on") : tr("Pause"));
    pause_->setAccessibleName(paused ? tr("Let the run go on") : tr("Pause the run"));
    stop_->setEnabled(run != nullptr && !over);
    stop_->setText(stopping ? tr("Kill") : tr("Stop"));
    stop_->setAccessibleName(stopping ? tr("Kill the run") : tr("Stop the run"));
    retry_->setEnabled(over);
    remove_->setEnabled(over);
    open_->setEnabled(run != nullptr && run->state != RunState::queued &&
                      run->state != RunState::failed);
    sentence_->setText(run == nullptr ? tr("No run yet. Open a scenario and press Run.")
                                      : run->text);
    sentence_->setVisible(!sentence_->text().isEmpty());
    if (run == nullptr) {
        log_->clear();
    } else {
        show_log(*run);
    }
}

/// Stays where its reader scrolled to, or at the end.
void QueuePanel::show_log(const QueuedRun& run) {
    const QString text = run.log.join(QLatin1Char{'\n'});
    if (log_->toPlainText() == text) {
        return;
    }
    QScrollBar* bar = log_->verticalScrollBar();
    const bool at_end = bar->value() == bar->maximum();
    const int place = bar->value();
    log_->setPlainText(text);
    bar->setValue(at_end ? bar->maximum() : place);
}

void QueuePanel::open_chosen() {
    const QueuedRun* run = queue_.find(chosen());
    if (run == nullptr || !open_->isEnabled()) {
        return;
    }
    emit open_wanted(run->request.kind, run->request.result);
}

} // namespace cityproof::gui
